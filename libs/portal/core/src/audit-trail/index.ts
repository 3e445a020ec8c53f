export { AuditDetail } from './audit-detail.ts';
export { AuditSentence, reasonOf } from './audit-sentence.ts';
export { AuditTrail } from './audit-trail.ts';
export { actorName, auditThing, auditWordOf, auditWords } from '../words/audit-words.ts';
