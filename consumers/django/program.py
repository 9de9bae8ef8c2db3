"""python-ldap, and Django with django-auth-ldap over it, configured as its documentation says for Active Directory."""

import sys
import uuid
from urllib.parse import urlsplit

import ldap
import ldap.controls
import ldap.dn
import ldap.filter
import ldap.schema
from checks import check, done, equal, holds, load, raises
from ldap.controls.libldap import SimplePagedResultsControl
from ldap.controls.sss import SSSRequestControl, SSSResponseControl
from ldap.controls.vlv import VLVRequestControl, VLVResponseControl
from ldap.ldapobject import ReconnectLDAPObject

domain = load(sys.argv[1])
base, staff = domain.base, f"OU=Staff,{domain.base}"
administrator, ada, bob, grace = (domain.person(sam) for sam in ("Administrator", "ada", "bob", "grace"))
EVERYBODY = "(&(objectCategory=person)(objectClass=user))"

ldap.set_option(ldap.OPT_X_TLS_CACERTFILE, domain.trustFile)
# libldap takes localhost for the name of this machine, which no certificate bears.
URIS = {
    name: urlsplit(getattr(domain, name).url)._replace(netloc=f"127.0.0.1:{getattr(domain, name).port}").geturl()
    for name in ("ldap", "ldaps", "gc", "gcs")
}


def connect(person=administrator, uri=URIS["ldaps"], name=None, password=None):
    connection = ldap.initialize(uri, bytes_mode=False)
    connection.set_option(ldap.OPT_REFERRALS, 0)
    connection.simple_bind_s(name or person.dn, password or person.password)
    return connection


connection = connect()


def people(found):
    """Without references to elsewhere."""
    return [(dn, attributes) for dn, attributes in found if dn is not None]


def python_ldap():
    with check("python-ldap: bind by DN, UPN and DOMAIN\\user, whoami"):
        for name in (ada.dn, ada.upn, f"{domain.netbios}\\ada"):
            equal(connect(ada, name=name).whoami_s(), f"u:{domain.netbios}\\ada")
    with check("python-ldap: StartTLS"):
        secured = ldap.initialize(URIS["ldap"])
        secured.start_tls_s()
        secured.simple_bind_s(ada.upn, ada.password)
        equal(secured.whoami_s(), f"u:{domain.netbios}\\ada")
    for sam, code in [("disabled", "533"), ("expired", "701"), ("passexpired", "532"), ("mustchange", "773")]:
        with check(f"python-ldap: {sam}: {code}"), raises(ldap.INVALID_CREDENTIALS, f"data {code},"):
            connect(domain.person(sam))
    with check("python-ldap: pages"):
        control, found = SimplePagedResultsControl(True, size=750, cookie=""), []
        while True:
            number = connection.search_ext(base, ldap.SCOPE_SUBTREE, EVERYBODY, ["cn"], serverctrls=[control])
            _, data, _, controls = connection.result3(number)
            found += people(data)
            control.cookie = next(each.cookie for each in controls if each.controlType == control.controlType)
            if not control.cookie:
                break
        holds(len({dn for dn, _ in found}) == len(found) > 3000, f"found {len(found)}")
    with check("python-ldap: more than a thousand at once"), raises(ldap.SIZELIMIT_EXCEEDED):
        connection.search_s(base, ldap.SCOPE_SUBTREE, EVERYBODY)
    with check("python-ldap: a window of a sorted list, with both answers"):
        controls = [
            SSSRequestControl(True, ["sAMAccountName"]),
            VLVRequestControl(True, before_count=1, after_count=2, offset=100, content_count=0),
        ]
        number = connection.search_ext(base, ldap.SCOPE_SUBTREE, EVERYBODY, ["cn"], serverctrls=controls)
        _, data, _, answers = connection.result3(number)
        equal(len(people(data)), 4)
        sort = next(each for each in answers if isinstance(each, SSSResponseControl))
        window = next(each for each in answers if isinstance(each, VLVResponseControl))
        equal((sort.sortResult, window.targetPosition, window.result), (0, 100, 0))
    with check("python-ldap: the schema is parsed, every class and attribute"):
        entry = connection.read_subschemasubentry_s(connection.search_subschemasubentry_s())
        schema = ldap.schema.SubSchema(entry)
        must, may = schema.attribute_types(["user"])
        names = {name for each in [*must.values(), *may.values()] for name in each.names}
        holds({"givenName", "userAccountControl", "memberOf", "objectCategory"} <= names, names)
        equal(schema.get_structural_oc(["top", "person", "organizationalPerson", "user"]), "1.2.840.113556.1.5.9")
        for element in (ldap.schema.ObjectClass, ldap.schema.AttributeType, ldap.schema.DITContentRule):
            for oid in schema.listall(element):
                holds(str(schema.get_obj(element, oid)), oid)
    with check("python-ldap: filters of names that need escaping"):
        odd = domain.person("jmueller")
        filter = ldap.filter.filter_format("(member:1.2.840.113556.1.4.1941:=%s)", [odd.dn])
        found = people(connection.search_s(base, ldap.SCOPE_SUBTREE, filter, ["cn"]))
        equal([attributes["cn"] for _, attributes in found], [[b"Sales (EMEA)"]])
        equal(ldap.dn.str2dn(odd.dn)[0][0][1], 'Müller, Jürgen (Ext) + "Q" <ß>; #1 \\ *')
    with check("python-ldap: objectGUID"):
        [(_, attributes)] = people(connection.search_s(ada.dn, ldap.SCOPE_BASE, attrlist=["objectGUID"]))
        guid = uuid.UUID(bytes_le=attributes["objectGUID"][0])
        equal(connection.search_s(f"<GUID={guid}>", ldap.SCOPE_BASE, attrlist=["cn"])[0][0], ada.dn)
    with check("python-ldap: add, modify, compare, rename, delete"):
        dn, moved = f"CN=Nik,{staff}", f"CN=Niklaus,OU=Services,{base}"
        connection.add_s(dn, [("objectClass", [b"user"]), ("sAMAccountName", [b"nik"])])
        connection.modify_s(dn, [(ldap.MOD_ADD, "otherTelephone", [b"1", b"2"])])
        connection.modify_s(dn, [(ldap.MOD_DELETE, "otherTelephone", [b"1"]), (ldap.MOD_REPLACE, "sn", [b"Wirth"])])
        equal(connection.compare_s(dn, "otherTelephone", b"2"), True)
        equal(connection.compare_s(dn, "sn", b"wirth "), True)
        connection.rename_s(dn, "CN=Niklaus", f"OU=Services,{base}")
        connection.delete_s(moved)
        with raises(ldap.NO_SUCH_OBJECT, "0000208D: NameErr"):
            connection.delete_s(moved)
    with check("python-ldap: a password is reset and changed by unicodePwd"):
        otto = domain.person("otto")
        quoted = lambda text: f'"{text}"'.encode("utf-16-le")
        connection.modify_s(otto.dn, [(ldap.MOD_REPLACE, "unicodePwd", [quoted("First-Passw0rd")])])
        own = connect(otto, password="First-Passw0rd")
        both = lambda old, new: [
            (ldap.MOD_DELETE, "unicodePwd", [quoted(old)]),
            (ldap.MOD_ADD, "unicodePwd", [quoted(new)]),
        ]
        own.modify_s(otto.dn, both("First-Passw0rd", "Second-Passw0rd"))
        with raises(ldap.CONSTRAINT_VIOLATION, "00000056: AtrErr"):
            own.modify_s(otto.dn, both("wrong", "Third-Passw0rd"))
    with check("python-ldap: RFC 3062 is not there"), raises(ldap.PROTOCOL_ERROR, "0000203D: LdapErr"):
        connection.passwd_s(bob.dn, bob.password, "Third-Passw0rd")
    with check("python-ldap: a connection that is lost is made again"):
        lasting = ReconnectLDAPObject(URIS["ldaps"], retry_max=3, retry_delay=0.1)
        lasting.simple_bind_s(ada.upn, ada.password)
        lasting.reconnect(URIS["ldaps"])
        equal(lasting.whoami_s(), f"u:{domain.netbios}\\ada")


def set_up_django():
    import django
    from django.conf import settings
    from django_auth_ldap.config import LDAPSearch, NestedActiveDirectoryGroupType

    service = domain.person("svc-connect")
    settings.configure(
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        AUTHENTICATION_BACKENDS=["django_auth_ldap.backend.LDAPBackend"],
        AUTH_LDAP_SERVER_URI=URIS["ldap"],
        AUTH_LDAP_START_TLS=True,
        AUTH_LDAP_CONNECTION_OPTIONS={ldap.OPT_REFERRALS: 0},
        AUTH_LDAP_BIND_DN=service.dn,
        AUTH_LDAP_BIND_PASSWORD=service.password,
        AUTH_LDAP_USER_SEARCH=LDAPSearch(staff, ldap.SCOPE_SUBTREE, "(sAMAccountName=%(user)s)"),
        AUTH_LDAP_USER_ATTR_MAP={"first_name": "givenName", "last_name": "sn", "email": "mail"},
        AUTH_LDAP_GROUP_SEARCH=LDAPSearch(staff, ldap.SCOPE_SUBTREE, "(objectClass=group)"),
        AUTH_LDAP_GROUP_TYPE=NestedActiveDirectoryGroupType(),
        AUTH_LDAP_MIRROR_GROUPS=True,
        AUTH_LDAP_USER_FLAGS_BY_GROUP={
            "is_staff": f"CN=VPN users,{staff}",
            "is_superuser": f"CN=Sales (EMEA),{staff}",
        },
    )
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def django_auth_ldap():
    from django.contrib.auth import authenticate
    from django.conf import settings
    from django_auth_ldap.backend import LDAPBackend
    from django_auth_ldap.config import LDAPSearch

    sign_in = lambda person, password=None: authenticate(username=person.sam, password=password or person.password)
    with check("Django: a user signs in and is filled from her attributes"):
        user = sign_in(ada)
        equal((user.first_name, user.last_name, user.email), ("Ada", "Lovelace", "ada@contoso.com"))
    with check("Django: groups in groups are mirrored, and make her staff"):
        user = sign_in(grace)
        names = sorted(group.name for group in user.groups.all())
        equal(names, ["Compilers", "Engineers", "Everybody", "VPN users"])
        equal((user.is_staff, user.is_superuser), (True, False))
    with check("Django: somebody of another group, with a name that needs escaping"):
        user = sign_in(domain.person("jmueller"))
        equal((user.is_staff, user.is_superuser, user.last_name), (False, True, "Müller"))
    with check("Django: somebody of no group"):
        user = sign_in(bob)
        equal((user.is_staff, list(user.groups.all())), (False, []))
    with check("Django: a wrong password, nobody, and a name that is a filter, do not sign in"):
        equal(sign_in(ada, "wrong"), None)
        equal(authenticate(username="nobody", password="whatever"), None)
        equal(authenticate(username="*)(sAMAccountName=ada", password=ada.password), None)
        equal(authenticate(username="ada", password=""), None)
    for sam in ("disabled", "expired", "passexpired", "mustchange", "hours", "workstation"):
        with check(f"Django: {sam} does not sign in"):
            equal(sign_in(domain.person(sam)), None)
    with check("Django: locked after five wrong passwords, and unlocked by an administrator"):
        leo = domain.person("lockme")
        equal([sign_in(leo, "wrong") for _ in range(5)], [None] * 5)
        equal(sign_in(leo), None)
        connection.modify_s(leo.dn, [(ldap.MOD_REPLACE, "lockoutTime", [b"0"])])
        holds(sign_in(leo) is not None, "he is locked still")
    with check("Django: a group is required, and another denied"):
        settings.AUTH_LDAP_REQUIRE_GROUP = f"CN=VPN users,{staff}"
        holds(sign_in(ada) is not None and sign_in(bob) is None, "the wrong ones sign in")
        settings.AUTH_LDAP_DENY_GROUP = f"CN=Compilers,{staff}"
        holds(sign_in(ada) is not None and sign_in(grace) is None, "the wrong ones sign in")
        settings.AUTH_LDAP_REQUIRE_GROUP = settings.AUTH_LDAP_DENY_GROUP = None
    with check("Django: groups are taken away when she leaves them"):
        connection.modify_s(f"CN=Compilers,{staff}", [(ldap.MOD_DELETE, "member", [grace.dn.encode()])])
        user = sign_in(grace)
        equal((user.is_staff, list(user.groups.all())), (False, []))
    with check("Django: users are populated without a password, and fetched by the global catalog"):
        holds(LDAPBackend().populate_user("ada").is_staff, "she is no member of staff")
        settings.AUTH_LDAP_SERVER_URI = URIS["gc"]
        settings.AUTH_LDAP_USER_SEARCH = LDAPSearch("", ldap.SCOPE_SUBTREE, "(userPrincipalName=%(user)s)")
        edna = getattr(domain.people, "EMEA\\edna")
        holds(authenticate(username=edna.upn, password=edna.password) is not None, "edna does not sign in")


python_ldap()
set_up_django()
django_auth_ldap()
done()
