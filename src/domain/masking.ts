/** An identifier that says who somebody is, hidden but for its last three characters. */
export const maskButEnd = (text: string): string => text.replace(/.(?=.{3})/gs, '*');
