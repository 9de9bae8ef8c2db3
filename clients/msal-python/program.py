"""MSAL for Python, as its documentation says, at the lab's cloud under its real names."""

import json
import uuid

import jwt
import msal

from checks import check, done, equal, holds, raises
from lab import CLOUD, GRAPH, ScriptedBrowser, apps, browser, lab, people, query_of, refused

SCOPES = ["User.Read"]
TENANT = f"{CLOUD}/{lab.tenantId}"


def public(authority=TENANT, **options):
    return msal.PublicClientApplication(apps.desktop.id, authority=authority, **options)


def sign_in(person, app=None, password=None, **options):
    app = app or public()
    return app.acquire_token_by_username_password(person.upn, password or person.password, SCOPES, **options)


def is_signed_in(result, person):
    holds("access_token" in result, f"{result.get('error')}: {result.get('error_description')}")
    claims = result["id_token_claims"]
    equal(claims["preferred_username"], person.upn)
    equal(claims["tid"], lab.tenantId)
    equal(claims["iss"], f"{TENANT}/v2.0")
    equal(claims["aud"], apps.desktop.id)
    holds(SCOPES[0] in result["scope"], result["scope"])
    return result


def managed():
    for authority in ("organizations", "contoso.com", lab.tenantId):
        with check(f"a managed user's password, at /{'{tenant id}' if authority == lab.tenantId else authority}"):
            is_signed_in(sign_in(people.staff, public(f"{CLOUD}/{authority}")), people.staff)
    for host in ("login.windows.net", "login.microsoft.com", "sts.windows.net"):
        with check(f"the same by the name {host}"):
            is_signed_in(sign_in(people.staff, public(f"https://{host}/contoso.com")), people.staff)
    with check("a cloud-only user's password"):
        is_signed_in(sign_in(people.cloudOnly), people.cloudOnly)


def federated():
    with check("a federated user's password, through MEX and WS-Trust at AD FS"):
        is_signed_in(sign_in(people.federated, public(f"{CLOUD}/organizations")), people.federated)
    with check("a federated user's wrong password: AD FS' fault is what the caller hears"):
        with raises(RuntimeError, "ID3242"):
            sign_in(people.federated, password="not the password")


def refusals():
    cases = (
        ("a wrong password: 50126", people.staff, "not the password", 50126),
        ("a user whom the domain has disabled: 50057", people.disabled, None, 50057),
        ("a password that has expired in the domain: 50144", people.expired, None, 50144),
        ("a password that must be changed: 50144", people.mustChange, None, 50144),
        ("a name that nobody has: 50034", people.unknown, None, 50034),
        ("a user whom a policy keeps out: 53003", people.blocked, None, 53003),
    )
    for what, person, password, code in cases:
        with check(what):
            refused(sign_in(person, password=password), code, "interaction_required" if code == 53003 else "invalid_grant")
    with check("Smart Lockout after wrong passwords: 50053 for the right one too"):
        for wrong in range(4):
            refused(sign_in(people.sprayed, password=f"wrong {wrong}"), 50126)
        refused(sign_in(people.sprayed), 50053)
    with check("a user whom the domain has locked out: 50053"):
        for wrong in range(2):
            refused(sign_in(people.locked, password=f"wrong {wrong}"), 50126)
        refused(sign_in(people.locked), 50053)
    with check("a second factor is needed: 50076, basic_action and the claims for another try"):
        result = sign_in(people.secondFactor)
        refused(result, 50076, "interaction_required")
        equal(result["suberror"], "basic_action")
        holds("access_token" in json.loads(result["claims"]), result["claims"])
    with check("an authority that no tenant has"):
        with raises(ValueError, "nobody.example"):
            public(f"{CLOUD}/nobody.example")


def renewal():
    app = public()
    with check("silently from the cache"):
        first = is_signed_in(sign_in(people.staff, app), people.staff)
        account = app.get_accounts(people.staff.upn)[0]
        equal(account["username"], people.staff.upn)
        equal(app.acquire_token_silent(SCOPES, account)["token_source"], "cache")
    with check("silently by the refresh token, for the same API and for another"):
        renewed = app.acquire_token_silent(SCOPES, account, force_refresh=True)
        equal(renewed["token_source"], "identity_provider")
        holds(renewed["access_token"] != first["access_token"], "it is the same token")
        other = app.acquire_token_silent_with_error([f"{GRAPH}/.default"], account)
        holds("access_token" in other, other)
    with check("a refresh token of before an administrator's revocation: 50173"):
        other = public()
        is_signed_in(sign_in(people.revoked, other), people.revoked)
        browser("revoke", person="revoked")
        account = other.get_accounts(people.revoked.upn)[0]
        refused(other.acquire_token_silent_with_error(SCOPES, account, force_refresh=True), 50173)
    with check("the ID token verifies with the keys that discovery names"):
        configuration = json.loads(app.http_client.get(f"{TENANT}/v2.0/.well-known/openid-configuration").text)
        keys = json.loads(app.http_client.get(configuration["jwks_uri"]).text)
        token = sign_in(people.staff)["id_token"]
        kid = jwt.get_unverified_header(token)["kid"]
        key = next(each for each in keys["keys"] if each["kid"] == kid)
        options = {"audience": apps.desktop.id, "issuer": configuration["issuer"], "algorithms": ["RS256"]}
        jwt.decode(token, jwt.PyJWK(key).key, **options)


def device(person, confirm="yes", **options):
    app = public(f"{CLOUD}/organizations")
    flow = app.initiate_device_flow(SCOPES, **options)
    holds("user_code" in flow, flow)
    equal(flow["verification_uri"], "https://microsoft.com/devicelogin")
    pending = app.acquire_token_by_device_flow(flow, exit_condition=lambda _: True)
    equal((pending["error"], pending["error_codes"]), ("authorization_pending", [70016]))
    browser("device", code=flow["user_code"], person=person, confirm=confirm)
    return app.acquire_token_by_device_flow(flow)


def devices():
    for role in ("staff", "federated", "secondFactor"):
        with check(f"device code: pending, and then signed in ({role})"):
            is_signed_in(device(role), getattr(people, role))
    with check("device code: declined"):
        equal(device("staff", "no")["error"], "authorization_declined")


def codes():
    for role in ("staff", "federated"):
        with check(f"authorization code with PKCE through the sign-in page ({role})"):
            app = public(f"{CLOUD}/organizations")
            hint = getattr(people, role).upn
            flow = app.initiate_auth_code_flow(SCOPES, redirect_uri="http://localhost", login_hint=hint)
            back = query_of(browser("authorize", url=flow["auth_uri"], person=role))
            is_signed_in(app.acquire_token_by_auth_code_flow(flow, back), getattr(people, role))
            with raises(Exception):
                app.acquire_token_by_auth_code_flow(flow, {**back, "state": "another"})
    with check("the same by form_post"):
        app = public()
        flow = app.initiate_auth_code_flow(SCOPES, redirect_uri="http://localhost", response_mode="form_post")
        back = query_of(browser("authorize", url=flow["auth_uri"], person="staff"))
        is_signed_in(app.acquire_token_by_auth_code_flow(flow, back), people.staff)
    with check("interactively: a browser is opened, and comes back to a port of the library's"):
        ScriptedBrowser.person = "staff"
        is_signed_in(public().acquire_token_interactive(SCOPES, timeout=20), people.staff)
    with check("interactively with a second factor, after the claims of a refusal"):
        ScriptedBrowser.person = "secondFactor"
        challenge = sign_in(people.secondFactor)["claims"]
        result = public().acquire_token_interactive(SCOPES, timeout=20, claims_challenge=challenge)
        is_signed_in(result, people.secondFactor)
    with check("a web application redeems its code with its secret"):
        app = msal.ConfidentialClientApplication(apps.web.id, client_credential=apps.web.secret, authority=TENANT)
        flow = app.initiate_auth_code_flow(SCOPES, redirect_uri=apps.web.redirect)
        back = query_of(browser("authorize", url=flow["auth_uri"], person="staff"))
        result = app.acquire_token_by_auth_code_flow(flow, back)
        equal(result["id_token_claims"]["preferred_username"], people.staff.upn)


def daemon(id, credential):
    app = msal.ConfidentialClientApplication(id, client_credential=credential, authority=TENANT)
    return app, app.acquire_token_for_client([f"{GRAPH}/.default"])


def daemons():
    with check("an application for itself, with its secret; again from the cache"):
        app, result = daemon(apps.daemon.id, apps.daemon.secret)
        holds("access_token" in result, result)
        equal(app.acquire_token_for_client([f"{GRAPH}/.default"])["token_source"], "cache")
        claims = jwt.decode(result["access_token"], options={"verify_signature": False})
        equal((claims["aud"], claims["roles"], claims["tid"]), (GRAPH, ["User.Read.All"], lab.tenantId))
    with check("with a certificate"):
        with open(apps.certified.certificate, encoding="utf-8") as file:
            pem = file.read()
        credential = {"private_key": pem, "public_certificate": pem[pem.index("-----BEGIN CERTIFICATE") :]}
        holds("access_token" in (result := daemon(apps.certified.id, credential)[1]), result)
    with check("with a wrong secret: invalid_client, 7000215"):
        refused(daemon(apps.daemon.id, "something else")[1], 7000215, "invalid_client")
    with check("an application that nobody registered: unauthorized_client, 700016"):
        refused(daemon(str(uuid.UUID(int=1)), "something else")[1], 700016, "unauthorized_client")


def graph():
    with check("an administrator's token opens Graph, and a user's does not"):
        for person, status in ((people.cloudOnly, 200), (people.staff, 403)):
            app = public()
            token = sign_in(person, app)["access_token"]
            answer = app.http_client.get(f"{GRAPH}/v1.0/users", headers={"Authorization": f"Bearer {token}"})
            holds(answer.status_code == status, f"{answer.status_code} {answer.text[:200]}")


for part in (managed, federated, refusals, renewal, devices, codes, daemons, graph):
    part()
done()
