"""ldapdomaindump: what it makes of a whole domain, asked by somebody without rights."""

import json
import subprocess
import sys

from checks import check, done, equal, holds, load

domain = load(sys.argv[1])
ada = domain.person("ada")


def dump(endpoint, folder, *more):
    name = f"{domain.netbios}\\{ada.sam}"
    program = [sys.executable, "-m", "ldapdomaindump", "-u", name, "-p", ada.password, "--no-html", "-o", folder]
    ended = subprocess.run([*program, *more, endpoint.url], text=True, capture_output=True, timeout=120)
    holds("Domain dump finished" in ended.stdout, ended.stdout + ended.stderr[-400:])


def read(folder, kind):
    with open(f"{folder}/domain_{kind}.json", encoding="utf-8") as file:
        return [each["attributes"] for each in json.load(file)]


def rows(folder, kind):
    with open(f"{folder}/domain_{kind}.grep", encoding="utf-8") as file:
        header, *lines = [line.rstrip("\n").split("\t") for line in file]
    return [dict(zip(header, line)) for line in lines]


with check("a simple bind: the whole domain"):
    dump(domain.ldaps, "simple", "-at", "SIMPLE", "-m")
with check("NTLM: the whole domain"):
    dump(domain.ldap, "ntlm", "-m")
    equal(len(read("ntlm", "users")), len(read("simple", "users")))
with check("everybody is in it"):
    users = {each["sAMAccountName"][0] for each in read("simple", "users")}
    holds(len(users) > 3000 and {"ada", "jmueller", "krbtgt", "Administrator"} <= users, len(users))
with check("the policy, in its own words"):
    [policy] = rows("simple", "policy")
    found = [policy[name] for name in ("lockoutThreshold", "lockoutDuration", "maxPwdAge", "pwdHistoryLength", "pwdProperties")]
    equal(found, ["5", "30.0 minutes", "42.00 days", "5", "PASSWORD_COMPLEX"])
with check("the trust with the child domain"):
    [trust] = rows("simple", "trusts")
    found = [trust[name] for name in ("cn", "trustAttributes", "trustDirection", "trustType")]
    equal(found, [f"emea.{domain.dns}", "WITHIN_FOREST", "BIDIRECTIONAL", "UPLEVEL"])
with check("domain controllers"):
    controllers = {each["sAMAccountName"]: each["userAccountControl"] for each in rows("simple", "computers")}
    equal(controllers, {name: "SERVER_TRUST_ACCOUNT, TRUSTED_FOR_DELEGATION" for name in ("DC1$", "DC2$")})
with check("groups, and primary groups by name"):
    groups = {each["cn"]: each for each in rows("simple", "groups")}
    equal(groups["Compilers"]["memberOf"], "Engineers")
    people = {each["sAMAccountName"]: each for each in rows("simple", "users")}
    equal((people["ada"]["primaryGroupId"], people["grace"]["memberOf"]), ("Domain Users", "Compilers"))
with check("accounts in every state"):
    flags = {sam: people[sam]["userAccountControl"] for sam in ("disabled", "smartcard", "bob")}
    holds("ACCOUNT_DISABLED" in flags["disabled"] and "SMARTCARD_REQUIRED" in flags["smartcard"], flags)
    equal(flags["bob"], "NORMAL_ACCOUNT")
done()
