export { incidents, type Incident, type IncidentId } from './incidents.ts';
export { partnerPlans } from './partners/index.ts';
export { dialectOf, type FeedPlan, type PartnerPlan } from './plan.ts';
export { writeStory, type Chapter } from './write-story.ts';
export type { Deed } from './deeds.ts';
