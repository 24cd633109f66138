"""Names that bring their article along."""

import pytest
from django.utils.translation import override

from editions.articles import of, without_article


@pytest.mark.parametrize(
    ("name", "bare", "french", "english"),
    [
        ("Le Registre AES", "Registre AES", "du Registre AES", "Le Registre AES"),
        ("la CEDEAO", "CEDEAO", "de la CEDEAO", "la CEDEAO"),
        ("l’Union du fleuve", "Union du fleuve", "de l’Union du fleuve", "l’Union du fleuve"),
        ("Les Rives", "Rives", "des Rives", "Les Rives"),
        ("The AES Register", "AES Register", "de the AES Register", "the AES Register"),
        ("Leviathan", "Leviathan", "de Leviathan", "Leviathan"),
        ("Uni-Rives", "Uni-Rives", "d’Uni-Rives", "Uni-Rives"),
    ],
)
def test_an_article_is_left_out_or_joined_to_the_preposition(name, bare, french, english):
    assert without_article(name) == bare
    with override("fr"):
        assert of(name) == french
    with override("en"):
        assert of(name) == english
