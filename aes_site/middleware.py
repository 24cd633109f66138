"""Response headers that tell browsers what this site never does."""

from django.conf import settings

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}


class SecurityHeadersMiddleware:
    """Adds the Content-Security-Policy of settings and the fixed headers; what a view has set stays.

    The admin needs its own scripts, readers' pages need none. With DEBUG, Django's error pages carry
    inline style and are left alone.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.public = policy_text(settings.SECURE_CSP)
        self.admin = policy_text(settings.SECURE_CSP_ADMIN)

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not (settings.DEBUG and response.status_code in {404, 500}):
            policy = self.admin if request.path.startswith("/admin/") else self.public
            response.headers.setdefault("Content-Security-Policy", policy)
        return response


def policy_text(policy: dict) -> str:
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())
