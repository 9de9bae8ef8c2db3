# What was tried and how it went, a line each on standard output: ok<TAB>what, or no<TAB>what<TAB>instead.
package Checks;
use strict;
use warnings;
use utf8;
use Exporter 'import';
use JSON::PP ();

our @EXPORT = qw(load_domain check equal holds done);

binmode STDOUT, ':encoding(UTF-8)';
$| = 1;

# The domain as the file that the program is given describes it.
sub load_domain {
    open my $file, '<:raw', $_[0] or die "$_[0]: $!";
    local $/;
    return JSON::PP->new->utf8->decode(<$file>);
}

sub check {
    my ($what, $step) = @_;
    my $ok = eval { $step->(); 1 };
    return print "ok\t$what\n" if $ok;
    (my $said = $@ || 'it does not say why') =~ s/\s+/ /g;
    print "no\t$what\t$said\n";
}

sub equal {
    my ($found, $expected) = @_;
    my ($is, $should) = map { JSON::PP->new->canonical->allow_nonref->encode($_) } $found, $expected;
    die "expected $should, found $is\n" if $is ne $should;
}

sub holds {
    my ($fact, $otherwise) = @_;
    die "$otherwise\n" unless $fact;
}

sub done {
    print "done\n";
}

1;
