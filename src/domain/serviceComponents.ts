/** Service components of a CWS case (domain.md 3.1, `SRV_CMPC`). */
export interface ServiceComponent {
  readonly code: string;
  /** ER, FM, FR, PP, ST */
  readonly short: string;
  readonly name: string;
}

const serviceComponents: readonly ServiceComponent[] = [
  { code: '1692', short: 'ER', name: 'Emergency Response' },
  { code: '1693', short: 'FM', name: 'Family Maintenance' },
  { code: '1694', short: 'FR', name: 'Family Reunification' },
  { code: '1695', short: 'PP', name: 'Permanent Placement' },
  { code: '6540', short: 'ST', name: 'Supportive Transition' },
];

/** `FM` and `FR` mean that the voluntary status is not recorded: shown as such, never guessed. */
export type ServiceProgram = 'ER' | 'CFM' | 'VFM' | 'FM' | 'CFR' | 'VFR' | 'FR' | 'PP' | 'ST';

const byCode = new Map(serviceComponents.map((component) => [component.code, component]));

/** The service component of a code; undefined for any other code. */
export function serviceComponent(code: string): ServiceComponent | undefined {
  return byCode.get(code);
}

/**
 * Court or voluntary program of a component on one day: CFM is family maintenance ordered by the court, VFM by
 * agreement, likewise CFR and VFR (domain.md 3.1). `voluntary` is the status in effect that day, undefined when
 * there is no row. Undefined for an unknown code.
 */
export function serviceProgram(code: string, voluntary: boolean | undefined): ServiceProgram | undefined {
  switch (code) {
    case '1692':
      return 'ER';
    case '1693':
      return voluntary === undefined ? 'FM' : voluntary ? 'VFM' : 'CFM';
    case '1694':
      return voluntary === undefined ? 'FR' : voluntary ? 'VFR' : 'CFR';
    case '1695':
      return 'PP';
    case '6540':
      return 'ST';
    default:
      return undefined;
  }
}
