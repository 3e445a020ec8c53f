/** What an editor shows about the parts of a document: of an object itself, and of its properties. */
export const descriptions: Readonly<
  Record<string, { readonly about: string; readonly properties: Readonly<Record<string, string>> }>
> = {
  RuleSetDocument: {
    about: 'A rule set as people write it and as versions freeze it.',
    properties: {
      $schema: 'The address of this schema. Editors complete and check a file by it.',
      name: 'The name of the rule set: letters, digits, and . _ - after the first.',
      description: 'What the rules are for.',
      inputs: 'The fields of the feed and the facts about the member that the rules read.',
      dateInput:
        'The required date input that effective dates, expiry and facts count from. Default `occurredOn`.',
      pointsMax: 'A row that would earn more fails with RULE-008. Default 1,000,000.',
      valueMaps: 'Codes to values, for `lookup`.',
      derived: 'Fields that are computed once per row, before any table.',
      tables: 'Decision tables. They run in their order, before the rules.',
      rules: 'Rules. They run in their order, after the tables; every one that matches fires.',
      tests: 'Rows and what the rules must say about them.',
    },
  },
  InputDeclaration: {
    about:
      'A field of the feed that the rules read. Expressions may use it without a guard unless it is `optional`.',
    properties: {
      name: 'The name of the field in the feed; a name of your own for a fact.',
      type: 'The type of the field in the feed; integer for a fact.',
      fact: "Makes it a fact about the row's member instead of a field of the feed. Always an integer.",
      scale: 'Digits after the point; only for decimals.',
      optional:
        'True when rows may lack the value. A row that lacks a value that is not optional fails with RULE-005.',
    },
  },
  ValueMap: {
    about:
      'Codes to values, for `lookup`. Values are written as text (`"2.0"`, `"2026-01-31"`, `"true"`) and typed by `type`.',
    properties: {
      name: 'The name that `lookup` uses.',
      type: 'The type of all values.',
      scale: 'Digits after the point; only for decimals.',
      entries: 'The value of every code.',
    },
  },
  DerivedField: {
    about:
      'Computed once per row before any table, from inputs and earlier derived fields; a later `set` does not change it.',
    properties: {
      name: 'The name by which later expressions and columns use it.',
      expression: 'How it is computed, such as `floor(amount)`.',
    },
  },
  DecisionTable: {
    about: 'Rows that are tested from top to bottom.',
    properties: {
      id: 'What decisions and tests name the table by.',
      title: 'What people call it.',
      hitPolicy:
        'first: the first matching row fires · unique: as first, and a second match is an error · collect: every matching row fires · priority: the matching row with the highest `priority` fires, the earlier row on a tie.',
      columns: 'What the cells of each row test.',
      rows: 'The rows.',
    },
  },
  TableColumn: {
    about: "Names the input or derived field that the column's cells test.",
    properties: { input: 'An input or a derived field.' },
  },
  TableRow: {
    about: 'What is done when all its cells match.',
    properties: {
      id: 'What decisions and tests name the row by, as `table/row`.',
      title: 'What people call it.',
      when: 'One cell per column: `-`, `> 100`, `"GOLD", "SILVER"`, `[100..200)`, `in [1, 2]`, or a whole condition.',
      priority: 'Only for hit policy `priority`. Default 0.',
      then: 'What it does, in this order.',
      effectiveFrom: 'First day on which the clause applies, `YYYY-MM-DD`, inclusive.',
      effectiveTo: 'Last day on which the clause applies, `YYYY-MM-DD`, inclusive.',
    },
  },
  Rule: {
    about: 'What is done when a condition holds.',
    properties: {
      id: 'What decisions and tests name the rule by.',
      title: 'What people call it.',
      when: 'The condition, such as `amount > 100 && category == "MUSIC"`; `true` for every row.',
      then: 'What it does, in this order.',
      effectiveFrom: 'First day on which the clause applies, `YYYY-MM-DD`, inclusive.',
      effectiveTo: 'Last day on which the clause applies, `YYYY-MM-DD`, inclusive.',
    },
  },
  ExpiryRule: {
    about:
      "When points of an accrual expire: `months` after the row's date, moved to the end of that day, month or year.",
    properties: {
      months: "Months after the row's date.",
      endOf: 'Moves the day to the end of its month or year. Default `day`.',
    },
  },
  Outcome: { about: 'What a clause does when it fires.', properties: {} },
  RejectOutcome: {
    about: 'Refuses the row, and ends it.',
    properties: { do: 'Refuses the row, and ends it.', message: 'Why, for the partner.' },
  },
  WarnOutcome: {
    about: 'Notes a warning, and goes on.',
    properties: { do: 'Notes a warning, and goes on.', message: 'What is noted.' },
  },
  SkipOutcome: {
    about: 'Books nothing for the row, and ends it.',
    properties: { do: 'Books nothing for the row, and ends it.', reason: 'Why, for the report.' },
  },
  SetOutcome: {
    about: 'Changes an input for everything that follows in the same row.',
    properties: {
      do: 'Changes an input for everything that follows in the same row.',
      field: 'The input.',
      value: 'Its new value, an expression.',
    },
  },
  AccrueOutcome: {
    about: 'Grants points. Those of all clauses are summed.',
    properties: {
      do: 'Grants points. Those of all clauses are summed.',
      points: 'How many, an expression that gives a whole number.',
      expires: 'When they expire; never, if nothing is stated.',
    },
  },
  ReverseOutcome: {
    about: 'Takes back what the original transaction earned, and ends the row.',
    properties: {
      do: 'Takes back what the original transaction earned, and ends the row.',
      points: 'How many; all of them, if nothing is stated.',
    },
  },
  TestCase: {
    about:
      'A row and what the rules must say about it. Tests are part of the document and of its hash; they never change what rules do.',
    properties: {
      id: 'What reports name the test by.',
      title: 'What it shows.',
      row: 'Values by input name, written as text: `"12.30"`, `"2026-01-31"`, `"true"`; null for none. Inputs that are not named have no value, facts that are not named are 0.',
      expect: 'The part of the decision that matters.',
    },
  },
  ExpectedDecision: {
    about: 'The part of a decision that matters. What is left out may be anything.',
    properties: {},
  },
  ExpectedAccrual: {
    about: 'The row earns points.',
    properties: {
      outcome: 'The row earns points.',
      points: 'How many.',
      expiresOn: '`YYYY-MM-DD`; null for points that never expire.',
      clauses: 'The clauses that fire, such as `base/gold+season/music`.',
      warnings: 'All warnings, in their order.',
    },
  },
  ExpectedReversal: {
    about: 'The row takes points back.',
    properties: {
      outcome: 'The row takes points back.',
      points: 'Null for all points of the original.',
      clauses: 'The clause that takes them back.',
      warnings: 'All warnings, in their order.',
    },
  },
  ExpectedRejection: {
    about: 'The row is refused.',
    properties: {
      outcome: 'The row is refused.',
      code: 'Why, as a code.',
      clause: 'The clause that refuses it.',
      message: 'Why, in words.',
      warnings: 'All warnings, in their order.',
    },
  },
  ExpectedSkip: {
    about: 'Nothing is booked for the row.',
    properties: {
      outcome: 'Nothing is booked for the row.',
      code: 'Why, as a code.',
      clause: 'Null when no clause applies.',
      reason: 'Why, in words.',
      warnings: 'All warnings, in their order.',
    },
  },
  ExpectedError: {
    about: 'The row fails.',
    properties: {
      outcome: 'The row fails.',
      code: 'Why, as a code.',
      clause: "Null for a fault of the row's own values.",
      message: 'Why, in words.',
      warnings: 'All warnings, in their order.',
    },
  },
};
