/** The software bill of materials of the production artefact (CycloneDX 1.6, JSON). */
import { Contrib, Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";

const licences = new Contrib.License.Factories.LicenseFactory();
const references = new Contrib.FromNodePackageJson.Factories.ExternalReferenceFactory();
const components = new Contrib.FromNodePackageJson.Builders.ComponentBuilder(references, licences);

function componentOf(manifest, type) {
  const component = components.makeComponent(manifest, type);
  const purl = `pkg:npm/${manifest.name.replace("@", "%40")}@${manifest.version}`;
  component.purl = purl;
  component.bomRef.value = purl;
  return component;
}

/**
 * The same packages give the same text: it has no serial number and no time.
 * @param product the artefact's manifest: `name`, `version`, `license`
 */
export function makeSbom(product, packages) {
  const bom = new Models.Bom();
  bom.metadata.component = componentOf(product, Enums.ComponentType.Application);
  for (const { manifest } of packages) {
    const component = componentOf(manifest, Enums.ComponentType.Library);
    bom.components.add(component);
    bom.metadata.component.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}
