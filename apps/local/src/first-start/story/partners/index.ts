import type { PartnerPlan } from '../plan.ts';
import { acme } from './acme.ts';
import { alpina } from './alpina.ts';
import { hafenwerk } from './hafenwerk.ts';
import { karoo } from './karoo.ts';
import { lumina } from './lumina.ts';
import { monsoon } from './monsoon.ts';
import { nordlys } from './nordlys.ts';
import { pipeworks } from './pipeworks.ts';
import { prairie } from './prairie.ts';
import { sakura } from './sakura.ts';
import { tideline } from './tideline.ts';
import { verdeluz } from './verdeluz.ts';
import { zephyr } from './zephyr.ts';

/** Everybody in the story, the first one first. */
export const partnerPlans: readonly [PartnerPlan, ...PartnerPlan[]] = [
  acme,
  alpina,
  hafenwerk,
  karoo,
  lumina,
  monsoon,
  nordlys,
  pipeworks,
  prairie,
  sakura,
  tideline,
  verdeluz,
  zephyr,
];
