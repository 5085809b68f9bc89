using System.Text.Json;
using Infra.Pooling.Specification.Reading;

namespace Infra.Pooling.Specification;

public sealed partial record PoolingSpecification
{
    /// <summary>
    /// Reads the object under <c>infra:pooling</c>. Strict: unknown keys, wrong types, values out of range and combinations that cannot
    /// work are all reported at once. Numbers may also come as strings, as Pulumi's configuration gives them.
    /// </summary>
    /// <param name="json">The object; what is not given has the default of its property, or that of the workload's profile.</param>
    /// <exception cref="SpecificationException">Anything is wrong; it carries every fault.</exception>
    public static PoolingSpecification Read(JsonElement json) => SpecificationReader.Read(json);

    /// <summary>The object in canonical form, with every default written out: reading it gives an equal specification.</summary>
    public JsonElement ToJson() => SpecificationWriter.Write(this);
}
