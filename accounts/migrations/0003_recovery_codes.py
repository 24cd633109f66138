"""Codes on paper lie in the database as fingerprints; those that django-otp kept as they are move here."""

import hashlib
import secrets

import accounts.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


OLD_TABLES = ["otp_static_statictoken", "otp_static_staticdevice"]


def move_codes(apps, schema_editor):
    """Take over the codes that there are, then remove the tables that held them."""
    with schema_editor.connection.cursor() as cursor:
        if not set(OLD_TABLES) <= set(schema_editor.connection.introspection.table_names(cursor)):
            return
        cursor.execute("SELECT id, user_id, name, confirmed FROM otp_static_staticdevice")
        for old, user_id, name, confirmed in cursor.fetchall():
            cursor.execute("SELECT token FROM otp_static_statictoken WHERE device_id = %s", [old])
            codes = [code for (code,) in cursor.fetchall()]
            device = apps.get_model("accounts.RecoveryDevice").objects.create(
                user_id=user_id, name=name, confirmed=confirmed, salt=secrets.token_hex(16)
            )
            for code in codes:
                salt = device.salt.encode()
                fingerprint = hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()
                apps.get_model("accounts.RecoveryCode").objects.create(device=device, fingerprint=fingerprint)
    for table in OLD_TABLES:
        schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_attempts_and_sessions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RecoveryDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('salt', models.CharField(default=accounts.models.new_salt, max_length=32)),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(max_length=64)),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='accounts.recoverydevice')),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(move_codes, migrations.RunPython.noop),
    ]
