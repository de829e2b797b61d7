/** The sex a name table is for. */
export type NameSex = 'F' | 'M';
