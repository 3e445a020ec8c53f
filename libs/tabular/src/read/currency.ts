/**
 * ISO 4217 list one: active codes by digits of the minor unit. Funds, metals and test codes (XAU, XTS, XXX, …) are left
 * out: nobody pays with them. ANG and BGN were withdrawn in 2025 and 2026 but still come back in returns.
 */
const codesByDigits: readonly string[] = [
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  '',
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE
   CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR
   KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB
   PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY
   TTD TWD TZS UAH USD UYU UZS VES VED WST XCD XCG YER ZAR ZMW ZWG`,
  'BHD IQD JOD KWD LYD OMR TND',
  'CLF',
];

const digitsByCode = new Map(
  codesByDigits.flatMap((codes, digits) =>
    codes.split(/\s+/).map((code) => [code, digits] as const),
  ),
);
digitsByCode.delete('');

/** Digits of a currency's minor unit (USD 2, JPY 0, KWD 3), or undefined for what is no currency. */
export function minorUnitDigits(currency: string): number | undefined {
  return digitsByCode.get(currency);
}
