export { RowErrorCard } from './row-error-card.ts';
