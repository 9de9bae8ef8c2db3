"""azure-identity for Python, as its documentation says, at the lab's cloud under its real names."""

import asyncio
import os
import warnings

import jwt
from azure.core.exceptions import ClientAuthenticationError
from azure.identity import (
    AuthenticationRequiredError,
    AuthorizationCodeCredential,
    CertificateCredential,
    ClientSecretCredential,
    DefaultAzureCredential,
    DeviceCodeCredential,
    EnvironmentCredential,
    InteractiveBrowserCredential,
    UsernamePasswordCredential,
)
from azure.identity import aio

from checks import check, done, equal, holds, raises
from lab import CLOUD, GRAPH, ScriptedBrowser, apps, browser, lab, people, query_of

warnings.simplefilter("ignore", DeprecationWarning)
SCOPE = f"{GRAPH}/.default"
TENANT = lab.tenantId


def claims_of(token):
    return jwt.decode(token.token, options={"verify_signature": False})


def is_of(token, person):
    claims = claims_of(token)
    equal((claims["upn"], claims["tid"], claims["aud"]), (person.upn, TENANT, GRAPH))
    return claims


def by_password(person, password=None, tenant=TENANT):
    name, secret = person.upn, password or person.password
    return UsernamePasswordCredential(apps.desktop.id, name, secret, tenant_id=tenant)


def passwords():
    with check("UsernamePasswordCredential: a managed user"):
        credential = by_password(people.staff)
        first = credential.get_token(SCOPE)
        is_of(first, people.staff)
        equal(credential.get_token(SCOPE).token, first.token)
    with check("UsernamePasswordCredential: a federated user, through AD FS"):
        is_of(by_password(people.federated, tenant="organizations").get_token(SCOPE), people.federated)
    with check("UsernamePasswordCredential: a record of who signed in"):
        record = by_password(people.staff).authenticate(scopes=[SCOPE])
        equal((record.username, record.tenant_id, record.authority), (people.staff.upn, TENANT, CLOUD[8:]))
    for what, person, password, code in (
        ("a wrong password: AADSTS50126", people.staff, "not the password", "AADSTS50126"),
        ("a disabled user: AADSTS50057", people.disabled, None, "AADSTS50057"),
        ("an expired password: AADSTS50144", people.expired, None, "AADSTS50144"),
        ("a second factor: AADSTS50076", people.secondFactor, None, "AADSTS50076"),
        ("AD FS refuses: ID3242", people.federated, "not the password", "ID3242"),
    ):
        with check(what):
            with raises(ClientAuthenticationError, code):
                by_password(person, password).get_token(SCOPE)
    with check("Smart Lockout: AADSTS50053"):
        for wrong in range(4):
            with raises(ClientAuthenticationError, "AADSTS50126"):
                by_password(people.sprayed, f"wrong {wrong}").get_token(SCOPE)
        with raises(ClientAuthenticationError, "AADSTS50053"):
            by_password(people.sprayed).get_token(SCOPE)
    with check("a tenant that is not there"):
        with raises(ClientAuthenticationError):
            by_password(people.staff, tenant="nobody.example").get_token(SCOPE)


def secrets():
    daemon = apps.daemon
    with check("ClientSecretCredential"):
        token = ClientSecretCredential(TENANT, daemon.id, daemon.secret).get_token(SCOPE)
        equal(claims_of(token)["roles"], ["User.Read.All"])
    with check("ClientSecretCredential: get_token_info, for a tenant by its domain"):
        info = ClientSecretCredential("contoso.com", daemon.id, daemon.secret).get_token_info(SCOPE)
        equal(info.token_type, "Bearer")
    with check("ClientSecretCredential with a wrong secret: AADSTS7000215"):
        with raises(ClientAuthenticationError, "AADSTS7000215"):
            ClientSecretCredential(TENANT, daemon.id, "something else").get_token(SCOPE)
    with check("CertificateCredential"):
        token = CertificateCredential(TENANT, apps.certified.id, apps.certified.certificate).get_token(SCOPE)
        equal(claims_of(token)["appid"], apps.certified.id)
    with check("CertificateCredential with the chain sent along"):
        path = apps.certified.certificate
        credential = CertificateCredential(TENANT, apps.certified.id, path, send_certificate_chain=True)
        equal(claims_of(credential.get_token(SCOPE))["appidacr"], "2")
    with check("EnvironmentCredential, and DefaultAzureCredential by it"):
        named = {"AZURE_TENANT_ID": TENANT, "AZURE_CLIENT_ID": daemon.id, "AZURE_CLIENT_SECRET": daemon.secret}
        os.environ.update(named)
        for credential in (EnvironmentCredential(), DefaultAzureCredential()):
            equal(claims_of(credential.get_token(SCOPE))["appid"], daemon.id)
        for name in named:
            del os.environ[name]


def browsers():
    def confirm(person):
        return lambda uri, code, expires: browser("device", code=code, person=person)

    for role in ("staff", "federated", "secondFactor"):
        with check(f"DeviceCodeCredential ({role})"):
            credential = DeviceCodeCredential(apps.desktop.id, tenant_id=TENANT, prompt_callback=confirm(role))
            is_of(credential.get_token(SCOPE), getattr(people, role))
    with check("DeviceCodeCredential: declined"):
        decline = lambda uri, code, expires: browser("device", code=code, person="staff", confirm="no")
        with raises(ClientAuthenticationError):
            DeviceCodeCredential(apps.desktop.id, tenant_id=TENANT, prompt_callback=decline).get_token(SCOPE)
    with check("InteractiveBrowserCredential, and another token without a browser"):
        ScriptedBrowser.person = "staff"
        credential = InteractiveBrowserCredential(tenant_id=TENANT, client_id=apps.desktop.id, timeout=20)
        is_of(credential.get_token(SCOPE), people.staff)
        ScriptedBrowser.person = "nobody"
        is_of(credential.get_token("User.Read"), people.staff)
    with check("InteractiveBrowserCredential that may not open a browser says so"):
        options = {"tenant_id": TENANT, "client_id": apps.desktop.id, "disable_automatic_authentication": True}
        with raises(AuthenticationRequiredError):
            InteractiveBrowserCredential(**options).get_token(SCOPE)
    with check("AuthorizationCodeCredential"):
        url = (
            f"{CLOUD}/{TENANT}/oauth2/v2.0/authorize?client_id={apps.web.id}&response_type=code"
            f"&redirect_uri={apps.web.redirect}&scope={SCOPE}%20offline_access"
        )
        code = query_of(browser("authorize", url=url, person="staff"))["code"]
        credential = AuthorizationCodeCredential(
            TENANT, apps.web.id, code, apps.web.redirect, client_secret=apps.web.secret
        )
        is_of(credential.get_token(SCOPE), people.staff)


async def asynchronous():
    with check("asynchronous: ClientSecretCredential"):
        async with aio.ClientSecretCredential(TENANT, apps.daemon.id, apps.daemon.secret) as credential:
            equal(claims_of(await credential.get_token(SCOPE))["appid"], apps.daemon.id)
    with check("asynchronous: CertificateCredential"):
        path = apps.certified.certificate
        async with aio.CertificateCredential(TENANT, apps.certified.id, path) as credential:
            equal(claims_of(await credential.get_token(SCOPE))["appid"], apps.certified.id)
    with check("asynchronous: a wrong secret: AADSTS7000215"):
        async with aio.ClientSecretCredential(TENANT, apps.daemon.id, "something else") as credential:
            with raises(ClientAuthenticationError, "AADSTS7000215"):
                await credential.get_token(SCOPE)


for part in (passwords, secrets, browsers):
    part()
asyncio.run(asynchronous())
done()
