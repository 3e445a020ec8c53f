import type { Doors } from '@waybill/api';
import { sesMail } from '../platform/ses-mail.ts';

export const mail: Doors['mail'] = sesMail;
