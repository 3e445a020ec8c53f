/** The only file that imports Monaco; reached by `import()` alone, so that no other screen fetches it. */
import * as monaco from 'monaco-editor/editor';
import 'monaco-editor/features/register.all';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';

export { jsonDefaults, monaco };
