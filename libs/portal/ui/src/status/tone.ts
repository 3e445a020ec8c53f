/** The few colours that carry meaning; a colour never stands without a word or a symbol. */
export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'calm' | 'note' | 'pale';
