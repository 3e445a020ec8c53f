/** What CodeBuild does in the pipeline: the build of a commit once, the others in each environment. */
export interface Step {
  /** Of its project, role and log: `<id>Project`. */
  readonly id: 'Build' | 'Prepare' | 'Migrate' | 'Portal' | 'Smoke' | 'Record';
  /** A file of the repository, or the text itself. */
  readonly buildspec: string;
}

const install = ['npm ci'];

export const steps: readonly Step[] = [
  { id: 'Build', buildspec: 'infra/delivery/buildspec.yml' },
  {
    id: 'Prepare',
    buildspec: spec({
      install,
      build: [
        'aws s3 cp "s3://$RELEASES/environments/$ENVIRONMENT/live.json" live.json',
        'npm run prepare-environment -- --environment "$ENVIRONMENT" --bucket "$RELEASES" --region "$AWS_REGION" --release "$CODEBUILD_SRC_DIR_Release" --current live.json',
        'aws s3 sync dist/prepared/objects "s3://$RELEASES/" --size-only',
      ],
      artifacts: 'dist/prepared',
    }),
  },
  {
    id: 'Migrate',
    buildspec: spec({
      build: [
        'aws lambda invoke --function-name "waybill-$ENVIRONMENT-migrate-database" --cli-read-timeout 900 answer.json > outcome.json',
        'cat answer.json',
        // A function that failed is an invocation that succeeded.
        '! grep -q FunctionError outcome.json',
      ],
    }),
  },
  {
    id: 'Portal',
    buildspec: spec({
      install,
      build: [
        'aws cloudformation describe-stacks --stack-name "waybill-$ENVIRONMENT" --query "Stacks[0].Outputs" > outputs.json',
        'node infra/delivery/portal-environment.ts "$CODEBUILD_SRC_DIR_Release/environments/$ENVIRONMENT.json" outputs.json > portal.json',
        ...['plan', 'apply', 'verify'].map(
          (command) =>
            `npm run -s deploy:portal -- ${command} --to portal.json --build "$CODEBUILD_SRC_DIR_Release/portal"`,
        ),
      ],
    }),
  },
  {
    id: 'Smoke',
    buildspec: spec({
      install,
      build: ['npm run smoke -- --environment "infra/environments/$ENVIRONMENT.json"'],
    }),
  },
  {
    id: 'Record',
    buildspec: spec({
      build: ['aws s3 cp live.json "s3://$RELEASES/environments/$ENVIRONMENT/live.json"'],
    }),
  },
];

function spec({
  install: installing = [],
  build,
  artifacts,
}: {
  install?: readonly string[];
  build: readonly string[];
  artifacts?: string;
}): string {
  return JSON.stringify({
    version: 0.2,
    env: { shell: 'bash' },
    phases: {
      ...(installing.length > 0
        ? { install: { 'runtime-versions': { nodejs: 24 }, commands: installing } }
        : {}),
      build: { commands: build },
    },
    ...(artifacts === undefined
      ? {}
      : { artifacts: { 'base-directory': artifacts, files: ['**/*'] } }),
  });
}
