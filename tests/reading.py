"""Pages of readers, and parts of them, as text."""


def page(client, path, status=200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.text


def section(text, title) -> str:
    """What stands under a heading, up to the next one of its rank."""
    return text.partition(f"<h2>{title}</h2>")[2].partition("<h2>")[0]
