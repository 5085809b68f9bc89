using System.Text.Json;

namespace Infra.Pooling.Specification.Reading;

/// <summary>Gathers every fault of one reading, so that all are reported at once.</summary>
internal sealed class FaultCollector
{
    private readonly List<Fault> _faults = [];
    private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);

    public void Add(Fault fault) => _faults.Add(fault);

    /// <summary>Says that a key was probably meant though it is spelled otherwise: its default says nothing then.</summary>
    public void Doubt(string path) => _doubtful.Add(path);

    /// <summary>Whether the value at a path is not what somebody meant, because it, a part of it or a container of it is at fault.</summary>
    public bool Concern(string path) =>
        _doubtful.Contains(path) || _faults.Exists(fault => Holds(fault.Path, path) || Holds(path, fault.Path));

    /// <summary>Ends the reading when anything was wrong.</summary>
    /// <exception cref="SpecificationException">There is at least one fault.</exception>
    public void ThrowIfAny(JsonElement root)
    {
        if (_faults.Count > 0)
            throw new SpecificationException(InputOrder.Sort(root, _faults));
    }

    private static bool Holds(string outer, string inner) =>
        outer.Length == 0
        || (inner.StartsWith(outer, StringComparison.Ordinal) && (inner.Length == outer.Length || inner[outer.Length] is '.' or '['));
}
