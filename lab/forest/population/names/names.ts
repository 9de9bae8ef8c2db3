/**
 * Names of one language, each in its own letters and parted by commas: `Anna, Bärbel`. A surname with a form for each
 * sex is written male/female (`Новиков/Новикова`); `田中=tanaka` gives the Latin reading where letters do not tell it.
 */
export interface Names {
  readonly female: string;
  readonly male: string;
  readonly surnames: string;
}
