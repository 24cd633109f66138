"""From where a request comes."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings

Address = IPv4Address | IPv6Address


def address_of(request) -> Address | None:
    """The address of the client; behind a proxy, the last one that the header of settings names.

    That is the one the proxy itself has added: whatever stands before it, anybody may have written.
    """
    said = request.META.get(settings.CLIENT_ADDRESS_HEADER or "REMOTE_ADDR", "")
    try:
        return ip_address(said.rpartition(",")[2].strip())
    except ValueError:
        return None


def telling_address_of(request) -> str | None:
    """The address by which attempts are counted; none where it may be everybody's.

    Unless a header says otherwise, this machine's address or a private one is taken for that of a proxy. Of
    IPv6 the first half counts: one subscriber has the whole other half.
    """
    address = address_of(request)
    if address is None or not (settings.CLIENT_ADDRESS_HEADER or address.is_global):
        return None
    if address.version == 6:
        return str(ip_network((address, 64), strict=False).network_address)
    return str(address)
