const CYRILLIC: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
  },
  ...{ м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch' },
  ...{ ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
};

const GREEK: Readonly<Record<string, string>> = {
  ...{
    α: 'a',
    β: 'v',
    γ: 'g',
    δ: 'd',
    ε: 'e',
    ζ: 'z',
    η: 'i',
    θ: 'th',
    ι: 'i',
    κ: 'k',
    λ: 'l',
    μ: 'm',
    ν: 'n',
  },
  ...{ ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
};

/** Pairs of Greek letters that ELOT 743 writes together. */
const GREEK_PAIRS: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'ou'],
  [/([αεη])υ(?=[θκξπσςτφχψ]|$)/g, '$1f'],
  [/([αεη])υ/g, '$1v'],
  [/γγ/g, 'ng'],
  [/γ(?=[ξχ])/g, 'n'],
  [/(^|-)μπ/g, '$1b'],
];

/** Latin letters that are no base letter with a mark. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
};

const LETTERS: Readonly<Record<string, string>> = { ...CYRILLIC, ...GREEK, ...LATIN };
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/**
 * A name as an account's name spells it: lower-case a–z and hyphens alone. Cyrillic goes by the usual English
 * spelling, Greek by ELOT 743, German umlauts by two letters where `umlauts` says so; other letters lose their marks.
 * Empty when nothing is left.
 */
export function transliterate(name: string, umlauts = false): string {
  const lower = name.toLowerCase().normalize('NFC');
  if (/^[a-z]+(-[a-z]+)*$/.test(lower)) return lower;
  const spelled = lower
    .replace(/й/g, 'y')
    .replace(/[äöü]/g, (letter) => (umlauts ? (UMLAUTS[letter] ?? '') : letter));
  const pairs = GREEK_PAIRS.reduce((text, [pair, latin]) => text.replace(pair, latin), withoutMarks(spelled));
  return pairs
    .replace(/[^a-z-]/g, (letter) => LETTERS[letter] ?? '')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
}

/**
 * A text as directories compare it: in any case, and without marks above or below letters (the comparison of
 * [MS-ADTS] 6.5 ignores both). Two people whose names differ in these alone would be one name.
 */
export function comparable(text: string): string {
  const lower = text.toLowerCase();
  return /^[ -~]*$/.test(lower) ? lower : withoutMarks(lower).normalize('NFC');
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{Mn}+/gu, '');
}
