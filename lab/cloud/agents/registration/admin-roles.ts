/** Template ids of the directory roles that may register an agent (pass-through quick start). */
export const REGISTERING_ROLES: readonly string[] = [
  // Hybrid Identity Administrator
  '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  // Global Administrator
  '62e90394-69f5-4237-9190-012177145e10',
];
