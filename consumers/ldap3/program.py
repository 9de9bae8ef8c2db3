"""ldap3 as its documentation uses it with Active Directory: server information, schema, pages, Microsoft's extensions."""

import ssl
import sys
import uuid

from checks import check, done, equal, holds, load, raises
from ldap3 import (
    ALL,
    ASYNC,
    AUTO_BIND_NO_TLS,
    AUTO_BIND_TLS_BEFORE_BIND,
    BASE,
    LEVEL,
    MODIFY_ADD,
    MODIFY_DELETE,
    MODIFY_REPLACE,
    NTLM,
    SUBTREE,
    Connection,
    ObjectDef,
    Reader,
    Server,
    ServerPool,
    Tls,
    Writer,
)
from ldap3.core.exceptions import LDAPInvalidCredentialsResult, LDAPOperationResult
from ldap3.utils.conv import escape_filter_chars
from ldap3.utils.dn import escape_rdn

domain = load(sys.argv[1])
base, staff = domain.base, f"OU=Staff,{domain.base}"
administrator, ada, bob, grace = (domain.person(sam) for sam in ("Administrator", "ada", "bob", "grace"))
IN_CHAIN = "1.2.840.113556.1.4.1941"


def server(endpoint=None, **more):
    tls = Tls(ca_certs_file=domain.trustFile, validate=ssl.CERT_REQUIRED)
    return Server((endpoint or domain.ldaps).url, tls=tls, get_info=ALL, **more)


def connect(person=administrator, to=None, name=None, password=None, **more):
    more = {"auto_bind": AUTO_BIND_NO_TLS, "raise_exceptions": True, "auto_referrals": False, **more}
    return Connection(to or directory, name or person.dn, password or person.password, **more)


directory = server()
connection = connect()


def names(filter, at=base, **more):
    connection.search(at, filter, attributes=["sAMAccountName"], **more)
    return sorted(entry.sAMAccountName.value for entry in connection.entries)


def server_information():
    info, schema = directory.info, directory.schema
    with check("server information: naming contexts, controls, extensions by name"):
        equal(info.other["defaultNamingContext"], [base])
        equal(info.other["dnsHostName"], f"dc1.{domain.dns}")
        text = str(info)
        for name in ("LDAP Simple Paged Results", "StartTLS", "Active directory V61", "Who am I", "Directory synchronization"):
            holds(name in text, f"{name} is not in it")
    with check("schema: it is parsed, with syntaxes, classes and content"):
        equal(schema.attribute_types["sAMAccountName"].single_value, True)
        equal(schema.attribute_types["objectSid"].syntax, "1.3.6.1.4.1.1466.115.121.1.40")
        equal(schema.object_classes["user"].superior, ["organizationalPerson"])
        holds("group" in schema.object_classes and "computer" in schema.object_classes, "a class is missing")
        holds(str(schema), "it cannot be printed")
    with check("schema: every attribute that an entry has is in it"):
        connection.search(ada.dn, "(objectClass=*)", BASE, attributes=["*"])
        unknown = [name for name in connection.entries[0].entry_attributes if name not in schema.attribute_types]
        equal(unknown, [])


def decoding():
    connection.search(ada.dn, "(objectClass=*)", BASE, attributes=["*", "msDS-User-Account-Control-Computed"])
    entry = connection.entries[0]
    with check("decoding: objectGUID, and the object by it"):
        guid = uuid.UUID(entry.objectGUID.value)
        equal(names(f"(objectGUID={escape_filter_chars(guid.bytes_le)})"), ["ada"])
    with check("decoding: objectSid, and the object by it as text"):
        sid = entry.objectSid.value
        holds(sid.startswith("S-1-5-21-"), sid)
        equal(names(f"(objectSid={sid})"), ["ada"])
    with check("decoding: times, numbers, accounts that never expire"):
        equal(entry.whenCreated.value.tzinfo is not None, True)
        equal(entry.pwdLastSet.value.year, entry.whenCreated.value.year)
        equal(entry.accountExpires.value.year, 9999)
        equal(entry.userAccountControl.value, 512)
        equal(entry["msDS-User-Account-Control-Computed"].value, 0)
    with check("decoding: values in several languages and several values"):
        connection.search(base, "(sn=Müller)", attributes=["cn", "givenName"])
        equal(connection.entries[0].cn.value, 'Müller, Jürgen (Ext) + "Q" <ß>; #1 \\ *')
        equal(sorted(entry.otherMailbox.values), ["ada@home.example", "lovelace@home.example"])


def binding():
    for form, name in [
        ("DN", ada.dn),
        ("UPN", ada.upn),
        ("implicit UPN", f"ada@{domain.dns}"),
        ("DOMAIN\\user", f"{domain.netbios}\\ada"),
    ]:
        with check(f"bind: with {form}, and who am I"):
            equal(connect(ada, name=name).extend.standard.who_am_i(), f"u:{domain.netbios}\\ada")
    with check("bind: StartTLS before it"):
        with connect(ada, server(domain.ldap), auto_bind=AUTO_BIND_TLS_BEFORE_BIND) as secured:
            holds(secured.tls_started, "TLS was not started")
            equal(secured.extend.standard.who_am_i(), f"u:{domain.netbios}\\ada")
    with check("bind: NTLM, in the clear and over TLS"):
        for endpoint in (domain.ldap, domain.ldaps):
            with connect(ada, server(endpoint), f"{domain.netbios}\\ada", authentication=NTLM) as session:
                equal(session.extend.standard.who_am_i(), f"u:{domain.netbios}\\ada")
    with check("bind: NTLM, a wrong password"), raises(LDAPInvalidCredentialsResult, "data 52e,"):
        connect(ada, name=f"{domain.netbios}\\ada", password="wrong", authentication=NTLM)
    with check("bind: a wrong password"), raises(LDAPInvalidCredentialsResult, "data 52e,"):
        connect(ada, password="wrong")
    for sam, code in [
        ("disabled", "533"),
        ("expired", "701"),
        ("passexpired", "532"),
        ("mustchange", "773"),
        ("hours", "530"),
        ("workstation", "531"),
    ]:
        with check(f"bind: {sam}: {code}"), raises(LDAPInvalidCredentialsResult, f"data {code},"):
            connect(domain.person(sam))
    with check("bind: locked after five wrong passwords"):
        leo = domain.person("lockme")
        for _ in range(5):
            with raises(LDAPInvalidCredentialsResult, "data 52e,"):
                connect(leo, password="wrong")
        with raises(LDAPInvalidCredentialsResult, "data 775,"):
            connect(leo)
    with check("bind: again on the same connection, as somebody else"):
        with connect(ada) as session:
            session.rebind(user=bob.dn, password=bob.password)
            equal(session.extend.standard.who_am_i(), f"u:{domain.netbios}\\bob")
            with raises(LDAPInvalidCredentialsResult, "data 52e,"):
                session.rebind(user=ada.dn, password="wrong")
    with check("bind: nobody may search"):
        plain = Server(domain.ldap.url, get_info=None)
        with Connection(plain, raise_exceptions=True, auto_bind=True, auto_referrals=False) as nobody:
            with raises(LDAPOperationResult, "000004DC: LdapErr"):
                nobody.search(base, "(sAMAccountName=ada)")


def searching():
    everybody = "(&(objectCategory=person)(objectClass=user))"
    with check("search: pages, by a generator"):
        found = connection.extend.standard.paged_search(base, everybody, attributes=["sAMAccountName"], paged_size=500)
        found = [each["attributes"]["sAMAccountName"] for each in found if each["type"] == "searchResEntry"]
        holds(len(found) == len(set(found)) > 3000, f"found {len(found)}")
    with check("search: pages, by cookies"):
        count, cookie = 0, None
        while cookie != b"":
            connection.search(base, everybody, attributes=["cn"], paged_size=1000, paged_cookie=cookie)
            count += len(connection.entries)
            cookie = connection.result["controls"]["1.2.840.113556.1.4.319"]["value"]["cookie"]
        holds(count > 3000, f"found {count}")
    with check("search: more than a thousand without pages"):
        connection.search(base, everybody)
        equal((connection.result["description"], len(connection.entries)), ("sizeLimitExceeded", 1000))
    with check("search: groups in groups"):
        groups = ["Compilers", "Engineers", "Everybody", "VPN users"]
        equal(names(f"(member:{IN_CHAIN}:={escape_filter_chars(grace.dn)})"), groups)
        odd = domain.person("jmueller")
        equal(names(f"(member:{IN_CHAIN}:={escape_filter_chars(odd.dn)})"), ["Sales (EMEA)"])
    with check("search: a group with more members than a range holds is read whole"):
        found = connection.extend.standard.paged_search(staff, everybody, attributes=["1.1"], paged_size=1000)
        crowd = [each["dn"] for each in found if each["type"] == "searchResEntry"][:1800]
        group = f"CN=Crowd,{staff}"
        connection.add(group, "group", {"sAMAccountName": "Crowd"})
        connection.extend.microsoft.add_members_to_groups(crowd, group)
        connection.search(group, "(objectClass=*)", BASE, attributes=["member"])
        equal(len(connection.entries[0].member.values), 1800)
    with check("search: one level, tokenGroups decoded"):
        connection.search(staff, "(cn=Grace Hopper)", LEVEL, attributes=["sAMAccountName"])
        equal(len(connection.entries), 1)
        connection.search(grace.dn, "(objectClass=*)", BASE, attributes=["tokenGroups"])
        holds(len(connection.entries[0].tokenGroups.values) >= 5, "too few groups")
    with check("search: global catalog"):
        with connect(to=server(domain.gcs)) as catalog:
            catalog.search("", "(sAMAccountName=edna)", SUBTREE, attributes=["userPrincipalName"])
            equal(catalog.entries[0].entry_dn, getattr(domain.people, "EMEA\\edna").dn)
    with check("search: references come as references"):
        connection.search(base, "(sAMAccountName=ada)")
        uris = [uri for each in connection.response if each["type"] == "searchResRef" for uri in each["uri"]]
        holds(f"ldap://emea.{domain.dns}/DC=emea,{base}" in uris, uris)
    with check("search: asynchronous strategy and a pool of servers"):
        with connect(to=ServerPool([server(), server()], active=True), client_strategy=ASYNC) as session:
            numbers = [session.search(base, f"(sAMAccountName={sam})", attributes=["cn"]) for sam in ("ada", "bob")]
            found = [session.get_response(number)[0] for number in numbers]
            equal([sum(one["type"] == "searchResEntry" for one in each) for each in found], [1, 1])


def abstraction():
    with check("abstraction layer: an object definition from the schema, read, written, committed"):
        person = ObjectDef("user", connection)
        person += "sAMAccountName"
        reader = Reader(connection, person, staff, "sAMAccountName: bob")
        reader.search()
        equal(reader[0].cn.value, "Bob Outside")
        writer = Writer.from_cursor(reader)
        writer[0].title = "Builder"
        writer[0].otherTelephone += ["1", "2"]
        writer.commit()
        connection.search(bob.dn, "(title=Builder)", BASE, attributes=["otherTelephone"])
        equal(sorted(connection.entries[0].otherTelephone.values), ["1", "2"])
    with check("abstraction layer: a new entry, moved, deleted"):
        person = ObjectDef(["user"], connection)
        person += "sAMAccountName"
        writer = Writer(connection, person)
        entry = writer.new(f"CN=Niklaus Wirth,{staff}")
        entry.sAMAccountName, entry.sn = "nik", "Wirth"
        writer.commit()
        equal(names("(sAMAccountName=nik)"), ["nik"])
        entry.entry_rename("CN=Niklaus")
        writer.commit()
        entry.entry_move(f"OU=Services,{base}")
        writer.commit()
        equal(names("(sAMAccountName=nik)", f"OU=Services,{base}"), ["nik"])
        entry.entry_delete()
        writer.commit()
        equal(names("(sAMAccountName=nik)"), [])


def microsoft():
    extensions = connection.extend.microsoft
    with check("Microsoft: an administrator's modify_password resets"):
        equal(extensions.modify_password(bob.dn, "First-Passw0rd"), True)
        connect(bob, password="First-Passw0rd").unbind()
    with check("Microsoft: a user's own modify_password, with the old one"):
        with connect(bob, password="First-Passw0rd", raise_exceptions=False) as own:
            equal(own.extend.microsoft.modify_password(bob.dn, "Second-Passw0rd", "First-Passw0rd"), True)
            equal(own.extend.microsoft.modify_password(bob.dn, "Third-Passw0rd", "wrong"), False)
            holds("00000056: AtrErr" in own.result["message"], own.result["message"])
            equal(own.extend.microsoft.modify_password(bob.dn, "First-Passw0rd", "Second-Passw0rd"), False)
            holds("0000052D: AtrErr" in own.result["message"], own.result["message"])
    with check("Microsoft: unlock_account"):
        equal(extensions.unlock_account(domain.person("lockme").dn), True)
        connect(domain.person("lockme")).unbind()
    with check("Microsoft: add_members_to_groups, remove_members_from_groups"):
        group = f"CN=Compilers,{staff}"
        equal(extensions.add_members_to_groups([bob.dn, ada.dn], [group]), True)
        holds("bob" in names(f"(memberOf={group})"), "bob is no member")
        equal(extensions.remove_members_from_groups([bob.dn, ada.dn], [group]), True)
        equal(names(f"(memberOf={group})"), ["grace"])
    with check("Microsoft: dir_sync gives everything, and then only what has changed"):
        sync = extensions.dir_sync(base, "(objectClass=user)", attributes=["title", "objectGUID"], incremental_values=False)
        sync.loop()
        while sync.more_results:
            sync.loop()
        connection.modify(ada.dn, {"title": [(MODIFY_REPLACE, ["Programmer"])]})
        changed = [each for each in sync.loop() if each["type"] == "searchResEntry"]
        equal([each["dn"] for each in changed], [ada.dn])
        equal(changed[0]["attributes"]["title"], "Programmer")
    with check("Microsoft: dir_sync of single values, whose flags the library writes in five bytes, is refused as by a DC"):
        with raises(LDAPOperationResult, "unavailableCriticalExtension"):
            extensions.dir_sync(base, "(objectClass=user)").loop()


def writing():
    unit, user = f"OU=Visitors,{base}", f"CN=Visitor,OU=Visitors,{base}"
    with check("write: a unit, a user in steps: disabled, password, enabled"):
        connection.add(unit, "organizationalUnit")
        connection.add(user, "user", {"sAMAccountName": "visitor", "userPrincipalName": "visitor@contoso.com"})
        connection.extend.microsoft.modify_password(user, "Visit0r-Pass")
        connection.modify(user, {"userAccountControl": [(MODIFY_REPLACE, [512])]})
        with Connection(directory, "visitor@contoso.com", "Visit0r-Pass", auto_bind=True) as visitor:
            equal(visitor.extend.standard.who_am_i(), f"u:{domain.netbios}\\visitor")
    with check("write: values are added, deleted, compared"):
        connection.modify(user, {"otherTelephone": [(MODIFY_ADD, ["1", "2"])]})
        connection.modify(user, {"otherTelephone": [(MODIFY_DELETE, ["1"])], "sn": [(MODIFY_ADD, ["Guest"])]})
        equal(connection.compare(user, "otherTelephone", "2"), True)
        equal(connection.compare(user, "sn", "host"), False)
    with check("write: moved, deleted with its tree"):
        connection.modify_dn(user, "CN=Guest", new_superior=staff)
        equal(names("(sAMAccountName=visitor)", staff), ["visitor"])
        odd = escape_rdn('Left, "over" (+1)')
        connection.add(f"CN={odd},{unit}", "contact")
        with raises(LDAPOperationResult, "00002015: UpdErr"):
            connection.delete(unit)
        connection.delete(unit, controls=[("1.2.840.113556.1.4.805", True, None)])
    with check("write: a user may not"), raises(LDAPOperationResult, "00002098: SecErr"):
        with connect(ada) as own:
            own.modify(bob.dn, {"title": [(MODIFY_REPLACE, ["X"])]})


for part in (server_information, decoding, binding, searching, abstraction, microsoft, writing):
    part()
done()
