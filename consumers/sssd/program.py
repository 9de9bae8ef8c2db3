"""What people do on a Linux host that has joined the domain by SSSD: they are looked up, are in groups, and log in."""

import grp
import os
import pwd
import re
import subprocess
import sys

from checks import check, done, equal, holds, load

domain = load(sys.argv[1])


def log_in(sam, password=None, *steps):
    """What PAM says: the last line of pamtester."""
    command = ["pamtester", "consumer", sam, *(steps or ["authenticate", "acct_mgmt"])]
    given = f"{password or domain.person(sam).password}\n"
    ended = subprocess.run(command, input=given, text=True, capture_output=True, timeout=60)
    return re.findall(r"pamtester: (.*)", f"{ended.stdout}\n{ended.stderr}")[-1]


def groups_of(sam):
    entry = pwd.getpwnam(sam)
    return sorted(grp.getgrgid(gid).gr_name.lower() for gid in os.getgrouplist(sam, entry.pw_gid))


ADMITTED = "account management done."
FAILED = "Authentication failure"
NESTED = ["compilers", "domain users", "engineers", "everybody", "vpn users"]

with check("a user by name: number from her SID, name, home"):
    ada = pwd.getpwnam("ada")
    equal((ada.pw_gecos, ada.pw_dir), ("Ada Lovelace", "/home/ada"))
    holds(ada.pw_uid > 100_000, ada.pw_uid)
with check("a user by number, and by UPN"):
    equal(pwd.getpwuid(pwd.getpwnam("grace").pw_uid).pw_name, "grace")
    equal(pwd.getpwnam("grace@contoso.com").pw_name, "grace")
with check("somebody who is not there"):
    try:
        pwd.getpwnam("nobody-at-all")
    except KeyError:
        pass
    else:
        raise AssertionError("he is")
with check("a user's groups, and groups in groups, by tokenGroups"):
    equal(groups_of("grace"), NESTED)
    equal(groups_of("bob"), ["domain users"])
with check("a group whose name has parentheses"):
    equal(groups_of("jmueller"), ["domain users", "sales (emea)"])
with check("a group by name and by number, with its members"):
    engineers = grp.getgrnam("engineers")
    equal(grp.getgrgid(engineers.gr_gid).gr_name, engineers.gr_name)
    holds({"ada", "grace"} <= set(engineers.gr_mem) and "bob" not in engineers.gr_mem, engineers.gr_mem)
with check("a group with members three groups down"):
    members = grp.getgrnam("vpn users").gr_mem
    holds("grace" in members and "ada" in members, members)
with check("a user logs in"):
    equal(log_in("ada"), ADMITTED)
    equal(log_in("grace@contoso.com", domain.person("grace").password), ADMITTED)
with check("a name that needs escaping logs in"):
    equal(log_in("jmueller"), ADMITTED)
with check("a wrong password"):
    equal(log_in("ada", "wrong"), FAILED)
for sam in ("disabled", "expired", "passexpired", "mustchange", "hours", "workstation"):
    with check(f"{sam} does not log in"):
        equal(log_in(sam), FAILED)
with check("a disabled account is not admitted, however it was authenticated"):
    equal(log_in("disabled", None, "acct_mgmt"), "Permission denied")
with check("an expired account is not admitted either, and is told so"):
    equal(log_in("expired", None, "acct_mgmt"), "User account has expired")
with check("a locked account: sub-code 775 is not a wrong password"):
    for _ in range(5):
        equal(log_in("lockme", "wrong"), FAILED)
    equal(log_in("lockme"), "Permission denied")
done()
