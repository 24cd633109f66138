from django.db import migrations, models

# Short columns, by which entries are narrowed, stay in the row: a search would fetch each from beside the table.
INLINE = """
ALTER TABLE editions_searchentry
    ALTER COLUMN organs SET STORAGE MAIN, ALTER COLUMN states SET STORAGE MAIN, ALTER COLUMN statuses SET STORAGE MAIN,
    ALTER COLUMN record_type SET STORAGE MAIN, ALTER COLUMN pillar SET STORAGE MAIN,
    ALTER COLUMN reference SET STORAGE MAIN, ALTER COLUMN section SET STORAGE MAIN
"""


class Migration(migrations.Migration):

    dependencies = [
        ('editions', '0006_narrow_search_entries'),
    ]

    operations = [
        migrations.AlterField(
            model_name='searchentry',
            name='facets',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=models.DO_NOTHING, related_name='+', to='editions.facetcount'),
        ),
        migrations.RunSQL(INLINE, migrations.RunSQL.noop, hints={"live": True}),
    ]
