using System.Reflection;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

public static class Coverage
{
    /// <summary>Every pair of adapter and port in <paramref name="adapters"/> that no class of <paramref name="tests"/> holds to the port's suite, as <c>Adapter: Port</c>.</summary>
    public static IReadOnlyList<string> Missing(Assembly adapters, Assembly tests)
    {
        ArgumentNullException.ThrowIfNull(adapters);
        ArgumentNullException.ThrowIfNull(tests);
        var tried = tests.GetTypes().Where(t => t is { IsAbstract: false, IsPublic: true })
            .Select(t => (t.GetCustomAttribute<AdapterAttribute>()?.Adapter, t.GetCustomAttribute<SuiteOfAttribute>()?.Port)).ToHashSet();
        return [.. adapters.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false })
            .SelectMany(t => t.GetInterfaces().Where(IsPort).Select(p => (Adapter: t, Port: p)))
            .Where(pair => !tried.Contains((pair.Adapter, pair.Port)))
            .Select(pair => $"{pair.Adapter.Name}: {pair.Port.Name}")];
    }

    private static bool IsPort(Type type) => type.IsInterface && type.Namespace == typeof(IItemStore).Namespace && type.Assembly == typeof(IItemStore).Assembly;
}
