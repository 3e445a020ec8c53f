import { written } from '../calendar.ts';
import type { PartnerPlan } from '../plan.ts';
import { tiers } from '../rules.ts';

/** Semicolons, windows-1252, decimal commas. Only people of the roster earn. */
export const hafenwerk: PartnerPlan = {
  partner: {
    id: 'hafenwerk',
    name: 'Hafenwerk GmbH',
    state: 'live',
    timeZone: 'Europe/Berlin',
    contacts: [{ name: 'Kim Heath', email: 'edv@hafenwerk.example', purpose: 'technical' }],
  },
  people: { count: 140, numbered: (at) => String(70_000 + at) },
  feeds: [
    {
      code: 'belegschaft',
      name: 'Belegschaft',
      filePattern: 'belegschaft-*.csv',
      unknownMembers: 'create',
      dialect: { delimiter: ';', encoding: 'windows-1252', trim: true },
      columns: [
        { name: 'Personalnummer', field: 'memberNo', required: true },
        { name: 'Name', field: 'name' },
        { name: 'E-Mail', field: 'email' },
        { name: 'Status', field: 'status', valueMap: 'status' },
        { name: 'Abteilung', field: 'department' },
        { name: 'Eintritt', field: 'hiredOn', type: 'date', format: 'dd.MM.yyyy' },
        { name: 'Geburtstag', field: 'bornOn', type: 'date', format: 'dd.MM.yyyy' },
      ],
      valueMaps: [
        {
          name: 'status',
          entries: { aktiv: 'active', ruhend: 'frozen', ausgeschieden: 'closed' },
        },
      ],
      rhythm: { sevenDays: 2 },
      sentAt: '03:30',
      fileName: (day) => `belegschaft-${written(day, 'yyyyMMdd')}.csv`,
    },
    {
      code: 'einkauf',
      name: 'Mitarbeitereinkauf',
      filePattern: '*.csv',
      unknownMembers: 'reject',
      dialect: { delimiter: ';', encoding: 'windows-1252', trim: true },
      columns: [
        { name: 'Beleg', field: 'txnId', required: true },
        { name: 'Personalnummer', field: 'memberNo', required: true },
        { name: 'Datum', field: 'occurredOn', type: 'date', format: 'dd.MM.yyyy', required: true },
        {
          name: 'Betrag',
          field: 'amount',
          type: 'decimal',
          scale: 2,
          decimalSeparator: ',',
          required: true,
        },
        { name: 'Filiale', field: 'store' },
      ],
      constants: { currency: 'EUR' },
      purchases: {
        rules: tiers('hafenwerk-standard', 24, [
          { id: 'gering', amount: '< 5.0', points: 'skip', example: ['4.99', 0] },
          { id: 'standard', amount: '-', points: 'floor(amount)', example: ['5.00', 5] },
        ]),
        rows: 110,
        basket: { least: 180, most: 18_000 },
        currency: 'EUR',
        stores: ['Köln Süd', 'Hamburg Hafen', 'München Ost', 'Nürnberg', 'Lübeck'],
        weekends: 'quiet',
      },
      rhythm: 'weekdays',
      sentAt: '06:15',
      fileName: (day) => `einkauf-${written(day, 'yyyyMMdd')}.csv`,
    },
  ],
};
