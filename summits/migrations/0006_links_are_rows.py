"""Each link from an item to a decision becomes a row that can say more of it; it says nothing more yet.

Its key follows from what it links, so that desk and live say the same, and old editions can be compared with new.
"""

import uuid

from django.db import migrations, models


def move_links(apps, schema_editor):
    link = apps.get_model("summits", "DecisionLink")
    former = apps.get_model("summits", "RoadmapItem").decisions.through
    link.objects.bulk_create(
        link(id=uuid.uuid5(item_id, str(decision_id)), item_id=item_id, decision_id=decision_id)
        for item_id, decision_id in former.objects.values_list("roadmapitem_id", "decision_id")
    )


def move_back(apps, schema_editor):
    """What a link says more than what it links is lost."""
    former = apps.get_model("summits", "RoadmapItem").decisions.through
    links = apps.get_model("summits", "DecisionLink").objects.all()
    former.objects.bulk_create(former(roadmapitem_id=link.item_id, decision_id=link.decision_id) for link in links)
    links.delete()


class Migration(migrations.Migration):
    dependencies = [("summits", "0005_two_axes")]

    operations = [
        migrations.RunPython(move_links, move_back, hints={"live": True}),
        migrations.RemoveField(model_name="roadmapitem", name="decisions"),
        migrations.AddField(
            model_name="roadmapitem",
            name="decisions",
            field=models.ManyToManyField(
                blank=True,
                related_name="roadmap_items",
                through="summits.DecisionLink",
                to="summits.decision",
                verbose_name="décisions liées",
            ),
        ),
    ]
