import { sidBytes } from '../core/identifiers.ts';
import { parentOf } from '../config/domains-of.ts';
import type { SingleForestConfig } from '../config/forest.ts';
import type { Domain } from '../domain/domain.ts';
import type { Trust } from '../topology/trusts.ts';
import type { RaisedDomain } from './ground.ts';
import { containerOf, place } from './place.ts';

/** `trustDirection`, as seen from the domain that holds the object ([MS-ADTS] 6.1.6.7.12). */
const Direction = { inbound: 1, outbound: 2 } as const;
/** `trustAttributes` ([MS-ADTS] 6.1.6.7.9). */
const Attribute = {
  quarantined: 0x4,
  forestTransitive: 0x8,
  crossOrganization: 0x10,
  withinForest: 0x20,
} as const;
/** An Active Directory domain. */
const UPLEVEL = '2';

interface Partner {
  readonly domain: Domain;
  readonly direction: number;
  readonly attributes: number;
}

/** The objects in CN=System that tell of trusts: between domains of a forest, and of its first domain with others. */
export function tellOfTrusts(
  raised: readonly RaisedDomain[],
  forest: SingleForestConfig,
  trusts: readonly Trust[],
  schema: string,
): void {
  for (const each of raised) {
    const partners = [
      ...relatives(each, raised, forest),
      ...(each.isForestRoot ? allies(each.domain, trusts) : []),
    ];
    for (const partner of partners) tell(each.domain, partner, schema);
  }
}

function relatives(
  { domain }: RaisedDomain,
  raised: readonly RaisedDomain[],
  forest: SingleForestConfig,
): Partner[] {
  const attributes = Attribute.withinForest;
  const direction = Direction.inbound | Direction.outbound;
  const parentDns = ({ config, isForestRoot }: RaisedDomain): string | undefined =>
    isForestRoot ? undefined : (parentOf(config, forest) ?? forest.domain);
  return raised
    .filter(
      (other) =>
        parentDns(other) === domain.names.dns ||
        raised.some((own) => own.domain === domain && parentDns(own) === other.domain.names.dns),
    )
    .map((other) => ({ domain: other.domain, direction, attributes }));
}

function allies(domain: Domain, trusts: readonly Trust[]): Partner[] {
  const found = new Map<Domain, Partner>();
  for (const trust of trusts) {
    const isTrusting = trust.trusting.root === domain;
    if (!isTrusting && trust.trusted.root !== domain) continue;
    const other = isTrusting ? trust.trusted.root : trust.trusting.root;
    const before = found.get(other);
    const selective = isTrusting && trust.allowedOn !== undefined ? Attribute.crossOrganization : 0;
    found.set(other, {
      domain: other,
      direction: (before?.direction ?? 0) | (isTrusting ? Direction.outbound : Direction.inbound),
      attributes:
        (before?.attributes ?? 0) |
        selective |
        (trust.transitive ? Attribute.forestTransitive : Attribute.quarantined),
    });
  }
  return [...found.values()];
}

function tell(domain: Domain, { domain: partner, direction, attributes }: Partner, schema: string): void {
  const { dns, netbios } = partner.names;
  place(domain, schema, {
    parent: containerOf(domain, 'cn=system'),
    name: dns,
    classes: ['top', 'leaf', 'trustedDomain'],
    category: 'Trusted-Domain',
    values: [
      ['trustpartner', [dns]],
      ['flatname', [netbios]],
      ['trustdirection', [String(direction)]],
      ['trusttype', [UPLEVEL]],
      ['trustattributes', [String(attributes)]],
      ['securityidentifier', [sidBytes(partner.sid)]],
      ['iscriticalsystemobject', ['TRUE']],
    ],
  });
}
