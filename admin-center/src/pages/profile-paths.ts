/** Pass-through authentication's publishing profile (documented: beta onPremisesPublishingProfile). */
export const PROFILE = '/beta/onPremisesPublishingProfiles/authentication';
export const AGENTS = `${PROFILE}/agents`;
