# Net::LDAP as its documentation and its FAQ use it with Active Directory.
use strict;
use warnings;
use utf8;
use Checks;
use Encode qw(encode);
use MIME::Base64 qw(encode_base64);
use Net::LDAP;
use Net::LDAP::Constant qw(LDAP_CONTROL_PAGED LDAP_SIZELIMIT_EXCEEDED LDAP_CONTROL_TREE_DELETE LDAP_CONTROL_SORTRESULT);
use Net::LDAP::Control::Paged;
use Net::LDAP::Control::Sort;
use Net::LDAP::Control::VLV;
use Net::LDAP::Control::TreeDelete;
use Net::LDAP::Entry;
use Net::LDAP::Extension::WhoAmI;
use Net::LDAP::Extension::SetPassword;
use Net::LDAP::LDIF;
use Net::LDAP::Util qw(escape_filter_value canonical_dn escape_dn_value ldap_error_name);

my $domain = load_domain($ARGV[0]);
my $base = $domain->{base};
my $staff = "OU=Staff,$base";
my %tls = (verify => 'require', cafile => $domain->{trustFile});
my $everybody = '(&(objectCategory=person)(objectClass=user))';

sub person { $domain->{people}{ $_[0] } // die "nobody is called $_[0]\n" }

sub open_to { Net::LDAP->new($domain->{ $_[0] // 'ldaps' }{url}, %tls) // die "cannot connect: $@\n" }

sub connect_as {
    my ($who, %more) = @_;
    my $ldap = open_to($more{to});
    my $answer = $ldap->bind($more{name} // $who->{dn}, password => $more{password} // $who->{password});
    die $answer->error . "\n" if $answer->code;
    return $ldap;
}

sub refused {
    my ($said, $step) = @_;
    my $went = eval { $step->(); 1 };
    die "expected a refusal with $said, but it went through\n" if $went;
    die "expected a refusal with $said, found $@" if index($@, $said) < 0;
}

sub must {
    my ($answer) = @_;
    die ldap_error_name($answer->code) . ' ' . $answer->error . "\n" if $answer->code;
    return $answer;
}

my $ldap = connect_as(person('Administrator'));

sub search { must($ldap->search(base => $base, attrs => ['sAMAccountName'], @_)) }
sub names { my $found = search(@_); return [sort map { $_->get_value('sAMAccountName') } $found->entries] }

my ($ada, $bob, $grace) = map { person($_) } qw(ada bob grace);

for my $form ([DN => $ada->{dn}], [UPN => $ada->{upn}], ['DOMAIN\\user' => "$domain->{netbios}\\ada"]) {
    check "bind with $form->[0], and who am I", sub {
        my $answer = must(connect_as($ada, name => $form->[1])->who_am_i);
        equal($answer->response, "u:$domain->{netbios}\\ada");
    };
}
check 'StartTLS, then bind', sub {
    my $secured = open_to('ldap');
    must($secured->start_tls(%tls));
    must($secured->bind($ada->{upn}, password => $ada->{password}));
    holds($secured->cipher, 'no cipher');
};
my %codes = (disabled => 533, expired => 701, passexpired => 532, mustchange => 773, hours => 530, workstation => 531);
for my $sam (sort keys %codes) {
    check "$sam: $codes{$sam}", sub {
        refused("data $codes{$sam},", sub { connect_as(person($sam)) });
    };
}
check 'a wrong password, and locked after the fifth', sub {
    refused('data 52e,', sub { connect_as(person('lockme'), password => 'wrong') }) for 1 .. 5;
    refused('data 775,', sub { connect_as(person('lockme')) });
};
check 'the root DSE: contexts, controls, versions', sub {
    my $root = $ldap->root_dse(attrs => ['*']);
    holds($root->supported_control(LDAP_CONTROL_PAGED), 'no pages');
    holds($root->supported_version(3), 'no version 3');
    equal([$root->get_value('defaultNamingContext')], [$base]);
};
check 'the schema: it is parsed, and attributes of a class are found', sub {
    my $schema = $ldap->schema // die "there is none\n";
    equal($schema->attribute('sAMAccountName')->{'single-value'}, 1);
    my %may = map { $_->{name} => 1 } $schema->may('user');
    holds($may{givenName} && $may{userAccountControl} && $may{memberOf}, 'user may not have what it has');
    holds(scalar($schema->all_objectclasses) > 50, 'few classes');
    $schema->dump("$domain->{folder}/schema.ldif");
};
check 'more than a thousand at once', sub {
    my $answer = $ldap->search(base => $base, filter => $everybody);
    equal([$answer->code, scalar($answer->entries)], [LDAP_SIZELIMIT_EXCEEDED, 1000]);
};
check 'pages', sub {
    my $page = Net::LDAP::Control::Paged->new(size => 700, critical => 1);
    my ($count, $cookie) = (0, '');
    do {
        my $found = search(filter => $everybody, control => [$page]);
        $count += $found->entries;
        my ($answer) = $found->control(LDAP_CONTROL_PAGED);
        $cookie = $answer->cookie;
        $page->cookie($cookie);
    } while (defined $cookie && length $cookie);
    holds($count > 3000, "found $count");
};
check 'sorted by the server, and a window of it', sub {
    my $sort = Net::LDAP::Control::Sort->new(order => '-sAMAccountName', critical => 1);
    my $found = search(filter => '(department=Engines)', control => [$sort]);
    equal([map { $_->get_value('sAMAccountName') } $found->entries], ['grace', 'ada']);
    my ($answer) = $found->control(LDAP_CONTROL_SORTRESULT);
    equal($answer->result, 0);
    my $window = Net::LDAP::Control::VLV->new(before => 0, after => 9, offset => 50, content => 0, critical => 1);
    $sort = Net::LDAP::Control::Sort->new(order => 'sAMAccountName', critical => 1);
    equal(scalar(search(filter => $everybody, control => [$sort, $window])->entries), 10);
};
check 'groups in groups; a name that needs escaping', sub {
    my $in_chain = sub { '(member:1.2.840.113556.1.4.1941:=' . escape_filter_value($_[0]) . ')' };
    equal(names(filter => $in_chain->($grace->{dn})), ['Compilers', 'Engineers', 'Everybody', 'VPN users']);
    equal(names(filter => $in_chain->(encode('UTF-8', person('jmueller')->{dn}))), ['Sales (EMEA)']);
    my $cn = escape_filter_value(encode('UTF-8', 'Müller, Jürgen (Ext) + "Q" <ß>; #1 \\ *'));
    equal(names(filter => "(cn=$cn)"), ['jmueller']);
};
check 'objectGUID and objectSid are bytes, and find the object again', sub {
    my $entry = must($ldap->search(base => $ada->{dn}, scope => 'base', filter => '(objectClass=*)'))->entry(0);
    for my $name ('objectGUID', 'objectSid') {
        my $hex = join '', map { sprintf '\\%02x', ord } split //, $entry->get_value($name);
        equal(names(filter => "($name=$hex)"), ['ada']);
    }
};
check 'references to other domains and contexts', sub {
    my @references = search(filter => '(sAMAccountName=ada)')->references;
    holds((grep { $_ eq "ldap://emea.$domain->{dns}/DC=emea,$base" } @references), "@references");
};
check 'a base elsewhere is a referral', sub {
    my $answer = $ldap->search(base => 'DC=example,DC=com', filter => '(cn=x)');
    equal([$answer->code, $answer->referrals], [10, 'ldap://example.com/DC=example,DC=com']);
};
check 'global catalog', sub {
    my $catalog = connect_as(person('Administrator'), to => 'gcs');
    my $entry = must($catalog->search(base => '', filter => '(sAMAccountName=edna)'))->entry(0);
    equal($entry->dn, person('EMEA\\edna')->{dn});
};
check 'an entry is added, changed, compared, renamed, moved, deleted', sub {
    my $rdn = 'CN=' . escape_dn_value('Wirth, Niklaus');
    my $entry = Net::LDAP::Entry->new("$rdn,$staff", objectClass => ['user'], sAMAccountName => 'nik');
    must($entry->update($ldap));
    $entry->add(otherTelephone => ['1', '2']);
    $entry->replace(sn => 'Wirth');
    must($entry->update($ldap));
    $entry->delete(otherTelephone => ['1']);
    must($entry->update($ldap));
    equal($ldap->compare($entry->dn, attr => 'otherTelephone', value => '2')->code, 6);
    equal($ldap->compare($entry->dn, attr => 'sn', value => 'x')->code, 5);
    must($ldap->moddn($entry->dn, newrdn => 'CN=Niklaus', deleteoldrdn => 1, newsuperior => "OU=Services,$base"));
    must($ldap->delete("CN=Niklaus,OU=Services,$base"));
    refused('0000208D: NameErr', sub { must($ldap->delete("CN=Niklaus,OU=Services,$base")) });
};
check 'LDIF: read and carried out, written and read again', sub {
    my $file = "$domain->{folder}/changes.ldif";
    open my $out, '>', $file or die $!;
    print $out "dn: OU=Tree,$base\nchangetype: add\nobjectClass: organizationalUnit\n\n";
    print $out "dn: CN=Leaf,OU=Tree,$base\nchangetype: add\nobjectClass: contact\ngivenName: Leaf\n\n";
    close $out;
    my $ldif = Net::LDAP::LDIF->new($file, 'r', onerror => 'die');
    while (my $entry = $ldif->read_entry) { must($entry->update($ldap)) }
    my $writer = Net::LDAP::LDIF->new("$file.out", 'w', onerror => 'die');
    $writer->write_entry(must($ldap->search(base => "OU=Tree,$base", filter => '(objectClass=*)'))->entries);
    $writer->done;
    my $reader = Net::LDAP::LDIF->new("$file.out", 'r', onerror => 'die');
    my @entries = $reader->read;
    equal(scalar(@entries), 2);
};
check 'a tree is deleted at once', sub {
    refused('00002015: UpdErr', sub { must($ldap->delete("OU=Tree,$base")) });
    must($ldap->delete("OU=Tree,$base", control => [Net::LDAP::Control::TreeDelete->new(critical => 1)]));
};
sub quoted { encode('UTF-16LE', "\"$_[0]\"") }
check 'a password is reset, and changed by its owner', sub {
    must($ldap->modify($bob->{dn}, replace => { unicodePwd => quoted('First-Passw0rd') }));
    my $own = connect_as($bob, password => 'First-Passw0rd');
    my $change = sub {
        must($own->modify($bob->{dn}, changes => [
            delete => [unicodePwd => quoted($_[0])],
            add => [unicodePwd => quoted($_[1])],
        ]));
    };
    $change->('First-Passw0rd', 'Second-Passw0rd');
    refused('00000056: AtrErr', sub { $change->('wrong', 'Third-Passw0rd') });
    refused('0000052D: AtrErr', sub { $change->('Second-Passw0rd', 'First-Passw0rd') });
    connect_as($bob, password => 'Second-Passw0rd');
};
check 'RFC 3062 is not there', sub {
    my $answer = eval { $ldap->set_password(user => $bob->{dn}, newpasswd => 'Third-Passw0rd') };
    holds(!$answer || $answer->code == 2, 'it is');
};
check 'nobody may search, and a user may not write to another', sub {
    my $nobody = open_to();
    $nobody->bind;
    refused('000004DC: LdapErr', sub { must($nobody->search(base => $base, filter => '(cn=x)')) });
    refused('00002098: SecErr', sub { must(connect_as($ada)->modify($grace->{dn}, replace => { title => 'X' })) });
};
check 'many requests at once on one connection', sub {
    my $async = Net::LDAP->new($domain->{ldaps}{url}, %tls, async => 1);
    $async->bind($ada->{dn}, password => $ada->{password})->sync;
    my @asked = map { $async->search(base => $base, filter => "(sAMAccountName=$_)", attrs => ['cn']) } qw(ada bob grace);
    $async->sync;
    equal([map { scalar($_->entries) } @asked], [1, 1, 1]);
};
done;
