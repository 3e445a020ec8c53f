import { newClientKeys } from '@waybill/bff';
import { emptyFunction, referenceFunction } from '../functions.ts';
import { startFakeAws } from './fake-aws.ts';
import type { FakeAws } from './fake-aws.ts';
import { variablesAsDeployed } from './variables-as-deployed.ts';

/** What functions find where they are deployed. */
export interface Account {
  readonly aws: FakeAws;
  /** By the logical names of the templates. */
  readonly secrets: Readonly<Record<'owner' | 'database' | 'keys' | 'bff', string>>;
  /** The variables of a function: those of its template, and those that Lambda adds. Its calls are signed by its own name. */
  variablesOf(name: string): Record<string, string>;
  close(): Promise<void>;
}

const arn = (name: string) =>
  `arn:aws:secretsmanager:us-east-1:000000000000:secret:waybill/test/${name}-AbCdEf`;

const secrets = {
  owner: arn('owner'),
  database: arn('database'),
  keys: arn('keys'),
  bff: arn('bff'),
};

/** Nobody listens at these addresses, and starting connects to none. */
const nowhere = {
  Environment: 'test',
  'AWS::Region': 'us-east-1',
  DatabaseHost: '127.0.0.1:1',
  DatabaseAuthorities: 'node',
  DatabaseSecret: secrets.database,
  OwnerSecret: secrets.owner,
  KeysSecret: secrets.keys,
  BffSecret: secrets.bff,
  Issuer: 'http://127.0.0.1:1',
  WithOkta: 'yes',
  WithCognito: 'no',
  CognitoIssuer: '',
  CognitoClients: '',
  ApiDomainName: '127.0.0.1:1',
  'AWS::Partition': 'aws',
  'AWS::AccountId': '000000000000',
  WorkersMax: '10',
  LargeFileBytes: '268435456',
  PartBytes: '67108864',
  LandingBucket: 'waybill-landing',
  ArchiveBucket: 'waybill-archive',
  QuarantineBucket: 'waybill-quarantine',
  ExportsBucket: 'waybill-exports',
  MailDomain: 'mail.waybill.example',
  MailReplyTo: 'support@waybill.example',
} as const;

/** Functions that are measured against have no template. */
const isOurs = (name: string) =>
  [emptyFunction, referenceFunction].some((own) => name.startsWith(own.name));

export type Places = Partial<Record<keyof typeof nowhere | 'RunsQueue', string>>;

/** @param places what is somewhere after all */
export async function openAccount(places: Places = {}): Promise<Account> {
  const aws = await startFakeAws();
  aws.putSecret(secrets.owner, { username: 'waybill', password: 'waybill' });
  aws.putSecret(secrets.database, { username: 'waybill_hub', password: 'first' });
  aws.putSecret(secrets.keys, { WAYBILL_CURSOR_KEY: 'a key for starting only' });
  aws.putSecret(secrets.bff, { WAYBILL_BFF_CLIENT_KEYS: JSON.stringify(newClientKeys()) });
  return {
    aws,
    secrets,
    variablesOf: (name) =>
      isOurs(name)
        ? {}
        : {
            ...variablesAsDeployed(name, {
              ...nowhere,
              RunsQueue: `${aws.endpoint}/000000000000/waybill-test-runs`,
              ...places,
            }),
            AWS_ACCESS_KEY_ID: name,
            AWS_SECRET_ACCESS_KEY: 'of the role',
            AWS_SESSION_TOKEN: 'of the role',
            AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.endpoint,
            AWS_ENDPOINT_URL_SQS: aws.endpoint,
            AWS_ENDPOINT_URL_SFN: aws.endpoint,
            AWS_ENDPOINT_URL_SESV2: aws.endpoint,
          },
    close: () => aws.close(),
  };
}
