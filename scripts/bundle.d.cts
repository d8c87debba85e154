import type { BuildOptions, BuildResult } from 'esbuild';

/** Bundles the nodes and credentials without writing anything, unless `options` say otherwise. */
export function bundle(options?: BuildOptions): Promise<BuildResult>;
