"""What the database itself refuses, whoever asks: docs/decisions/0015-history.md.

These triggers stop every statement of the application and of administrators' consoles. The owner of the
tables can remove them: docs/operating.md says how the desk logs in as a role that owns none.
"""

from django.db import migrations

KEPT = [
    "publishing_revision",
    "publishing_submission",
    "publishing_submissionauthor",
    "publishing_submissionitem",
    "publishing_previewopening",
    "publishing_opinion",
]
NEVER_CHANGED = [table for table in KEPT if table not in {"publishing_submission", "publishing_submissionitem"}]

REFUSE = """
CREATE FUNCTION publishing_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are kept as they are: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END $$
"""

# Who agrees has neither submitted nor written any of it, and has an account that is still open.
FOUR_EYES = """
CREATE FUNCTION publishing_four_eyes() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.state <> 'open' THEN
        RAISE EXCEPTION 'a submission begins open'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state IN ('approved', 'scheduled', 'failed', 'published') AND (
        EXISTS (SELECT FROM publishing_submissionauthor WHERE submission_id = NEW.id AND user_id = NEW.decided_by_id)
        OR (NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id
            AND NOT EXISTS (SELECT FROM auth_user WHERE id = NEW.decided_by_id AND is_active))
    ) THEN
        RAISE EXCEPTION 'nobody approves what they wrote'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$
"""

FREEZE = """
CREATE TRIGGER submission_frozen BEFORE UPDATE ON publishing_submission FOR EACH ROW
WHEN (
    (OLD.id, OLD.action, OLD.title, OLD.note, OLD.signal, OLD.reason, OLD.sha256,
     OLD.submitted_by_id, OLD.submitted_by, OLD.submitted_at)
    IS DISTINCT FROM
    (NEW.id, NEW.action, NEW.title, NEW.note, NEW.signal, NEW.reason, NEW.sha256,
     NEW.submitted_by_id, NEW.submitted_by, NEW.submitted_at)
    OR (OLD.state IN ('published', 'refused', 'sent_back', 'cancelled') AND OLD.state <> NEW.state)
)
EXECUTE FUNCTION publishing_refuse()
"""

FREEZE_ITEMS = """
CREATE TRIGGER item_frozen BEFORE UPDATE ON publishing_submissionitem FOR EACH ROW
WHEN (
    (OLD.id, OLD.submission_id, OLD.record_type, OLD.record_id, OLD.snapshot, OLD.sha256, OLD.base_sha256)
    IS DISTINCT FROM
    (NEW.id, NEW.submission_id, NEW.record_type, NEW.record_id, NEW.snapshot, NEW.sha256, NEW.base_sha256)
)
EXECUTE FUNCTION publishing_refuse()
"""

# One statement more would be one to forget: the items follow the state of their submission by themselves.
FOLLOW = """
CREATE FUNCTION publishing_items_follow() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    UPDATE publishing_submissionitem SET is_pending = NEW.state IN ('open', 'approved', 'scheduled', 'failed')
    WHERE submission_id = NEW.id;
    RETURN NULL;
END $$
"""

TRIGGERS = [
    "CREATE TRIGGER submission_four_eyes_of_authors BEFORE INSERT OR UPDATE ON publishing_submission"
    " FOR EACH ROW EXECUTE FUNCTION publishing_four_eyes()",
    FREEZE,
    FREEZE_ITEMS,
    "CREATE TRIGGER submission_items_follow AFTER UPDATE OF state ON publishing_submission"
    " FOR EACH ROW EXECUTE FUNCTION publishing_items_follow()",
    *(
        f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION publishing_refuse()"
        for table in NEVER_CHANGED
    ),
    *(
        f"CREATE TRIGGER {table}_never_removed BEFORE DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION publishing_refuse()"
        for table in KEPT
    ),
    *(
        f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION publishing_refuse()"
        for table in KEPT
    ),
]

# A fingerprint that does not fit its text is refused: what was approved is what is kept.
FINGERPRINTS = [
    f"ALTER TABLE {table} ADD CONSTRAINT {table}_fingerprint"
    " CHECK (sha256 = encode(sha256(convert_to(snapshot, 'UTF8')), 'hex'))"
    for table in ("publishing_revision", "publishing_submissionitem")
]

UNDO = [
    *(f"ALTER TABLE {table} DROP CONSTRAINT {table}_fingerprint"
      for table in ("publishing_revision", "publishing_submissionitem")),
    "DROP FUNCTION publishing_refuse() CASCADE",
    "DROP FUNCTION publishing_four_eyes() CASCADE",
    "DROP FUNCTION publishing_items_follow() CASCADE",
]


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_review")]

    operations = [migrations.RunSQL([REFUSE, FOUR_EYES, FOLLOW, *TRIGGERS, *FINGERPRINTS], UNDO)]
