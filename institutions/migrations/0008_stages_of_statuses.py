"""The statuses that a register has had since its first release learn their axis and stages.

Only where nobody has said any: a status that an editor has classified already stays as it is. Both schemas alike,
so that no status seems changed at the desk.
"""

from django.db import migrations

TEXT, DEED = "text", "deed"

# Key: axis, stage of the text, stage of the deed. Those without a stage are marks, or end what they tell of.
STAGES = {
    "founding_text": (TEXT, 3, None),
    "wanted": (TEXT, 1, None),
    "need_stated": (TEXT, 1, None),
    "discussed": (TEXT, 1, None),
    "announced": (TEXT, 1, 1),
    "expected": (TEXT, 1, 1),
    "in_preparation": (TEXT, 2, 2),
    "begun": (DEED, 1, 3),
    "prepared": (TEXT, 2, None),
    "recommended": (TEXT, 2, None),
    "endorsed": (TEXT, 2, None),
    "noted": (TEXT, 2, None),
    "signed": (TEXT, 5, None),
    "adopted": (TEXT, 5, None),
    "national_step": (TEXT, 5, 2),
    "partly": (TEXT, 4, 3),
    "launched": (DEED, None, 4),
    "operational": (DEED, None, 5),
    "effective": (DEED, 6, 6),
    "in_force": (TEXT, 6, None),
    "contested": (DEED, None, None),
    "postponed": (DEED, None, None),
    "not_found": (TEXT, None, None),
    "existing": (DEED, None, 6),
    "created": (TEXT, 5, None),
    "head_appointed": (DEED, None, 3),
    "dissolved": (TEXT, None, None),
    "ended": (TEXT, None, None),
}


def classify(apps, schema_editor):
    statuses = apps.get_model("institutions", "Status").objects.filter(axis="", text_stage=None, deed_stage=None)
    for key, (axis, text_stage, deed_stage) in STAGES.items():
        statuses.filter(key=key).update(axis=axis, text_stage=text_stage, deed_stage=deed_stage)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0007_two_axes")]

    operations = [migrations.RunPython(classify, migrations.RunPython.noop, hints={"live": True})]
