import { cs } from './names/cs.ts';
import { de } from './names/de.ts';
import { el } from './names/el.ts';
import { en } from './names/en.ts';
import { es } from './names/es.ts';
import { fr } from './names/fr.ts';
import { hi } from './names/hi.ts';
import { it } from './names/it.ts';
import { ja } from './names/ja.ts';
import type { Names } from './names/names.ts';
import { nl } from './names/nl.ts';
import { pl } from './names/pl.ts';
import { pt } from './names/pt.ts';
import { ru } from './names/ru.ts';
import { sv } from './names/sv.ts';
import { tr } from './names/tr.ts';
import { zh } from './names/zh.ts';

/** Where people of one language work, and how they write their names. */
export interface Culture {
  readonly names: Names;
  /** ISO 3166-1: alpha-2 (`c`), English name (`co`), number (`countryCode`). */
  readonly country: { readonly c: string; readonly co: string; readonly code: number };
  readonly calling: string;
  /** Cities with an office, each with its area code. */
  readonly offices: readonly (readonly [city: string, area: string])[];
  /** `joined`: surname first, without a space between. */
  readonly order: 'given first' | 'surname first' | 'joined';
  /** ä is spelled ae. */
  readonly umlauts?: boolean;
}

type Offices = Culture['offices'];

function country(c: string, co: string, code: number, calling: string): Pick<Culture, 'country' | 'calling'> {
  return { country: { c, co, code }, calling };
}

const givenFirst = (
  names: Names,
  place: Pick<Culture, 'country' | 'calling'>,
  offices: Offices,
): Culture => ({
  ...{ names, ...place, offices },
  order: 'given first',
});

/**
 * In the order in which a surname borne in several languages is given away: small lists first. A new one goes last,
 * or every population gets other names.
 */
export const CULTURES: readonly Culture[] = [
  {
    names: ja,
    ...country('JP', 'Japan', 392, '+81'),
    offices: [
      ['Tokyo', '3'],
      ['Osaka', '6'],
      ['Nagoya', '52'],
    ],
    order: 'surname first',
  },
  {
    names: zh,
    ...country('CN', 'China', 156, '+86'),
    offices: [
      ['Shanghai', '21'],
      ['Beijing', '10'],
      ['Shenzhen', '755'],
    ],
    order: 'joined',
  },
  givenFirst(el, country('GR', 'Greece', 300, '+30'), [
    ['Athens', '21'],
    ['Thessaloniki', '231'],
  ]),
  givenFirst(hi, country('IN', 'India', 356, '+91'), [
    ['Bengaluru', '80'],
    ['Hyderabad', '40'],
    ['Pune', '20'],
  ]),
  givenFirst(sv, country('SE', 'Sweden', 752, '+46'), [
    ['Stockholm', '8'],
    ['Göteborg', '31'],
    ['Malmö', '40'],
  ]),
  givenFirst(nl, country('NL', 'Netherlands', 528, '+31'), [
    ['Amsterdam', '20'],
    ['Utrecht', '30'],
  ]),
  givenFirst(pt, country('PT', 'Portugal', 620, '+351'), [
    ['Lisboa', '21'],
    ['Porto', '22'],
  ]),
  givenFirst(fr, country('FR', 'France', 250, '+33'), [
    ['Paris', '1'],
    ['Lyon', '4'],
    ['Toulouse', '5'],
  ]),
  givenFirst(ru, country('RU', 'Russia', 643, '+7'), [
    ['Moskva', '495'],
    ['Kazan', '843'],
  ]),
  givenFirst(cs, country('CZ', 'Czechia', 203, '+420'), [
    ['Praha', '2'],
    ['Brno', '5'],
  ]),
  givenFirst(tr, country('TR', 'Türkiye', 792, '+90'), [
    ['İstanbul', '212'],
    ['Ankara', '312'],
  ]),
  givenFirst(pl, country('PL', 'Poland', 616, '+48'), [
    ['Warszawa', '22'],
    ['Kraków', '12'],
    ['Łódź', '42'],
  ]),
  givenFirst(es, country('ES', 'Spain', 724, '+34'), [
    ['Madrid', '91'],
    ['Barcelona', '93'],
    ['Málaga', '952'],
  ]),
  givenFirst(it, country('IT', 'Italy', 380, '+39'), [
    ['Milano', '02'],
    ['Roma', '06'],
    ['Torino', '011'],
  ]),
  {
    ...givenFirst(de, country('DE', 'Germany', 276, '+49'), [
      ['München', '89'],
      ['Berlin', '30'],
      ['Köln', '221'],
    ]),
    umlauts: true,
  },
  givenFirst(en, country('US', 'United States', 840, '+1'), [
    ['Seattle', '206'],
    ['Chicago', '312'],
    ['Austin', '512'],
    ['Boston', '617'],
  ]),
];
