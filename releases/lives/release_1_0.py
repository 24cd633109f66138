"""What became of the demonstration of release 1.0, so that it holds more than first editions.

Given to that release by its own `manage.py shell`, in its own words: it does not change, so neither does this.
"""

from uuid import uuid4

from publishing.publish import publish, withdraw

from sources.models import Source
from summits.models import Decision, Gap, Meeting

for record in (Source.objects.order_by("reference").first(), Meeting.objects.order_by("reference").first()):
    record.slug += "-bis"  # its former address redirects
    record.save()
    publish([record], note="Adresse corrigée")

decision = Decision.objects.exclude(steps=None).order_by("reference").first()
corrected = decision.steps.order_by("recorded_at", "pk").first()
evidence = list(corrected.evidence.all())
correction = decision.steps.get(pk=corrected.pk)
correction.pk, correction.corrects, correction._state.adding = uuid4(), corrected, True
correction.text_fr += " (rectifié)"
correction.save()
correction.evidence.set(evidence)
publish([decision], signal={"fr": "Étape rectifiée", "en": "Step corrected"})

withdraw([Gap.objects.order_by("reference").first()], reason={"fr": "Lacune comblée", "en": "Gap filled"})
