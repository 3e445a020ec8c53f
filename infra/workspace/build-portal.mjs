/** Builds the portal unless it is built from the sources as they are. */
import { buildPortal, isPortalBuilt } from './portal-build.mjs';

process.exitCode = isPortalBuilt() || buildPortal(process.execPath) ? 0 : 1;
