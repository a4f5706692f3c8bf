/** The types of the modules beside this one, for tests. */
export interface ProductionPackage {
  readonly folder: string;
  readonly manifest: {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly scripts?: Readonly<Record<string, string>>;
  };
}
export function listProductionPackages(): readonly ProductionPackage[];
