const titles: Readonly<Record<string, string>> = {
  cin_other_person: 'CIN equal, name and birth date differ',
  ssn_other_person: 'SSN equal, name and birth date differ',
  known_other_person: 'Linked before, name and birth date now differ',
  twins: 'Same birth date and surname, other first name',
  sex: 'Sex and first name differ',
  adoption: 'Adoption record',
  tie: 'Another record fits about as well',
  second_record: 'Identifier agrees, person already linked',
  to_confirm: 'Agrees; a person has to confirm it',
  close: 'Close, but not close enough',
  decided_before: 'Decided before, not found again',
};

/** Why a pair is shown to people, in words; the codes are `RaisedKind` and the register's own. */
export const kindTitle = (kind: string): string => titles[kind] ?? kind;
