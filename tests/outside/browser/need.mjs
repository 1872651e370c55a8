// Packages lie outside of the repository: `TEITEN_NODE_MODULES` says where.
import { createRequire } from "node:module";

export const need = createRequire(process.env.TEITEN_NODE_MODULES + "/");
