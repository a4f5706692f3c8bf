/** The domains of Genesys Cloud's regions, as the reference lists them. Nothing else is ever contacted. */
const GENESYS_DOMAINS =
  /^(mypurecloud\.(com(\.au)?|de|ie|jp)|inindca\.com|((apne[23]|aps1|cac1|euc2|euw2|mec1|sae1|usw2)\.)?pure\.cloud)$/;

/** Whether it is the domain of a Genesys Cloud region, such as `mypurecloud.de`. */
export function isGenesysDomain(domain: string): boolean {
  return GENESYS_DOMAINS.test(domain);
}
