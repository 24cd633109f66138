"""What a person publishes rests on what somebody else approved: docs/decisions/0019-four-eyes-and-one-life.md."""

from django.db import migrations

# At this point the submission is agreed and not yet carried out; what entered `live` under this version is its items.
FOUR_EYES = """
CREATE FUNCTION publishing_publication_agreed() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    IF NEW.action = 'published' AND (NEW.by_id IS NOT NULL OR NEW."by" <> '') AND NEW.submission_id IS NULL THEN
        RAISE EXCEPTION 'a person publishes what somebody else has approved'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.submission_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM publishing_submission s
        WHERE s.id = NEW.submission_id
        AND s.action = CASE NEW.action WHEN 'published' THEN 'publish' ELSE 'withdraw' END
        AND s.state IN ('approved', 'scheduled', 'failed')
        AND s.decided_by_id <> s.submitted_by_id
        AND NOT EXISTS (
            SELECT FROM publishing_submissionauthor a WHERE a.submission_id = s.id AND a.user_id = s.decided_by_id
        )
    ) THEN
        RAISE EXCEPTION 'nobody has approved this publication'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    IF NEW.action = 'published' AND NEW.submission_id IS NOT NULL AND EXISTS (
        SELECT FROM live.editions_edition e
        WHERE e.version = NEW.version AND NOT EXISTS (
            SELECT FROM publishing_submissionitem i
            WHERE i.submission_id = NEW.submission_id AND i.record_type = e.record_type
            AND i.record_id = e.record_id AND i.sha256 = e.sha256
        )
    ) THEN
        RAISE EXCEPTION 'what appears is not what was approved'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$
"""

TRIGGERS = [
    "CREATE TRIGGER publication_agreed BEFORE INSERT ON publishing_publication"
    " FOR EACH ROW EXECUTE FUNCTION publishing_publication_agreed()",
    "CREATE TRIGGER publishing_publication_never_changed BEFORE UPDATE ON publishing_publication"
    " FOR EACH ROW EXECUTE FUNCTION publishing_refuse()",
    "CREATE TRIGGER publishing_publication_never_removed BEFORE DELETE ON publishing_publication"
    " FOR EACH ROW EXECUTE FUNCTION publishing_refuse()",
    "CREATE TRIGGER publishing_publication_never_emptied BEFORE TRUNCATE ON publishing_publication"
    " FOR EACH STATEMENT EXECUTE FUNCTION publishing_refuse()",
]

UNDO = [
    "DROP FUNCTION publishing_publication_agreed() CASCADE",
    *(
        f"DROP TRIGGER publishing_publication_never_{what} ON publishing_publication"
        for what in ("changed", "removed", "emptied")
    ),
]


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_publication_agreement")]

    operations = [migrations.RunSQL([FOUR_EYES, *TRIGGERS], UNDO)]
