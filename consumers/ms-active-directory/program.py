"""ms_active_directory, which manages Active Directory alone: what it finds, and what an administrator does with it."""

import logging
import sys

from checks import check, done, equal, holds, load, raises
from ms_active_directory import ADDomain
from ms_active_directory.environment.security.security_config_constants import WellKnownSID
from ms_active_directory.environment.security.security_descriptor_utils import AccessMask
from ms_active_directory.exceptions import ObjectCreationException

logging.disable(logging.CRITICAL)
description = load(sys.argv[1])
base = description.base
administrator = description.person("Administrator")
domain = ADDomain(
    description.dns,
    ldap_servers_or_uris=[description.ldaps.url],
    discover_ldap_servers=False,
    discover_kerberos_servers=False,
    ca_certificates_file_path=description.trustFile,
)
session = domain.create_session_as_user(administrator.dn, administrator.password)
names = lambda found: sorted(each.name for each in found)

with check("the domain without a bind: functional level, time, forest"):
    equal(domain.find_functional_level().name, "WINDOWS_2016")
    equal(session.is_domain_close_in_time_to_localhost(), True)
    holds(domain.is_close_in_time_to_localhost(), "its clock is off")
with check("the domain: schema version, NetBIOS name, SID, policies"):
    equal(session.find_netbios_name_for_domain(), "CORP")
    holds(session.find_forest_schema_version().name.startswith("WINDOWS_20"), "an odd version")
    holds(session.find_sid_for_domain().startswith("S-1-5-21-"), session.find_sid_for_domain())
with check("the domain: its trusts, the child domain among them"):
    trusts = session.find_trusted_domains_for_domain()
    equal([(each.get_netbios_name(), each.is_bidirectional_trust()) for each in trusts], [("EMEA", True)])
with check("who am I"):
    equal(session.who_am_i(), "u:CORP\\Administrator")
with check("people by sAMAccountName, name, UPN, SID, canonical name"):
    ada = session.find_user_by_sam_name("ada", ["objectSid", "title"])
    equal(ada.get("title"), "Countess")
    found = [
        session.find_user_by_name("Ada Lovelace"),
        session.find_user_by_principal_name("ada@contoso.com"),
        session.find_user_by_sid(ada.get("objectSid")),
        session.find_object_by_canonical_name(f"{description.dns}/Staff/Ada Lovelace"),
    ]
    equal({each.distinguished_name for each in found}, {ada.distinguished_name})
with check("well-known principals by SID"):
    equal(session.find_group_by_sid("S-1-5-32-544").name, "Administrators")
    equal(session.find_group_by_sid(f"{session.find_sid_for_domain()}-512").name, "Domain Admins")
    holds(session.find_object_by_sid(WellKnownSID.AUTHENTICATED_USERS) is not None, "nobody is authenticated")
with check("groups of a user, her primary group, members, members of members"):
    equal(names(session.find_groups_for_user("grace")), ["Compilers"])
    equal(session.find_primary_group_for_account("grace").name, "Domain Users")
    engineers = names(session.find_members_of_group("Engineers"))
    holds({"ada", "Compilers"} <= set(engineers), engineers)
    members = {each.name for level in session.find_members_of_group_recursive("VPN users") for each in sum(level.values(), [])}
    holds({"grace", "ada", "Engineers"} <= members, members)
with check("a user is made, with a password that binds"):
    user = session.create_user("nik", "Niklaus", "Wirth", user_password="Pascal-1970!")
    equal(domain.create_session_as_user("nik@" + description.dns, "Pascal-1970!").who_am_i(), "u:CORP\\nik")
with check("a password with a part of the name in it is refused, and so is none"):
    with raises(ObjectCreationException, "0000052D: SvcErr"):
        session.create_user("nik2", "New", "Bie", user_password="Newb1e-Passw0rd")
    with raises(ObjectCreationException, "0000052D: SvcErr"):
        session.create_unmanaged_user("nik3", "Third", "Person")
with check("a group is made, filled, emptied, renamed, deleted"):
    session.create_group("Oberon")
    session.add_users_to_groups(["ada", "nik"], ["Oberon"])
    session.add_groups_to_groups(["Oberon"], ["Engineers"])
    equal(names(session.find_members_of_group("Oberon")), ["ada", "nik"])
    session.remove_users_from_groups(["ada"], ["Oberon"])
    session.rename_group("Oberon", "Modula")
    equal(session.find_group_by_sam_name("Oberon").distinguished_name, f"CN=Modula,CN=Users,{base}")
    session.set_primary_group_for_account("nik", session.find_group_by_sam_name("Oberon"))
    equal(session.find_primary_group_for_account("nik").distinguished_name, f"CN=Modula,CN=Users,{base}")
with check("a computer is made, as one that joins: names, kinds of keys, password"):
    computer = session.create_computer("NEWPC", computer_password="Join-Passw0rd-123456")
    found = session.find_computer_by_name("NEWPC", ["servicePrincipalName", "userAccountControl", "primaryGroupID"])
    equal((found.get("userAccountControl"), found.get("primaryGroupID")), (69632, 515))
    holds("HOST/NEWPC" in found.get("servicePrincipalName"), found.get("servicePrincipalName"))
    machine = domain.create_session_as_user(f"{description.netbios}\\NEWPC$", "Join-Passw0rd-123456")
    equal(machine.who_am_i(), "u:CORP\\NEWPC$")
with check("accounts are disabled, enabled, unlocked; passwords reset and changed"):
    bob = description.person("bob")
    equal((session.disable_account("bob"), session.find_user_by_sam_name("bob", ["userAccountControl"]).get("userAccountControl")), (True, 514))
    with raises(Exception, "data 533,"):
        domain.create_session_as_user(bob.dn, bob.password)
    equal((session.enable_account("bob"), session.unlock_account("lockme")), (True, True))
    equal(session.reset_password_for_account("bob", "First-Passw0rd"), True)
    own = domain.create_session_as_user(bob.dn, "First-Passw0rd")
    equal(own.change_password_for_account("bob", "Second-Passw0rd", "First-Passw0rd"), True)
    domain.create_session_as_user(bob.dn, "Second-Passw0rd")
with check("attributes are appended to and overwritten"):
    session.atomic_append_to_attribute_for_user("bob", "otherTelephone", ["1", "2"])
    session.overwrite_attribute_for_user("bob", "title", "Builder")
    bob = session.find_user_by_sam_name("bob", ["title", "otherTelephone"])
    equal((bob.get("title"), sorted(bob.get("otherTelephone"))), ("Builder", ["1", "2"]))
with check("a user is moved"):
    session.move_user("nik", f"OU=Services,{base}")
    equal(session.find_user_by_sam_name("nik").distinguished_name, f"CN=Niklaus Wirth,OU=Services,{base}")
with check("security descriptors are parsed"):
    descriptor = session.find_security_descriptor_for_user("ada")
    holds(len(descriptor["Dacl"].aces) > 0, "there is no entry")
with check("a user is deleted"):
    session.create_user("gone", "Soon", "Away", common_name="gone", user_password="Pascal-1970!")
    session.delete_user_by_common_name("gone")
    equal(session.find_user_by_sam_name("gone"), None)
done()
