using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.LocalHost.Triggers;

namespace ServerlessAffect.LocalHost.Invocations;

/// <summary>Finds the functions of an assembly and refuses, before anything runs, what could not run.</summary>
internal sealed partial class FunctionCatalogue(IReadOnlyList<ITriggerKind> kinds)
{
    private const BindingFlags Methods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The functions in the order of their names.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidFunction"/>, naming everything that must be mended.</exception>
    public IReadOnlyList<FunctionDescriptor> Find(IEnumerable<Type> types)
    {
        var problems = new List<string>();
        var functions = new List<FunctionDescriptor>();
        foreach (var method in types.SelectMany(t => t.GetMethods(Methods)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute && Describe(attribute.Name, method, problems) is { } function)
            {
                functions.Add(function);
            }
        }

        problems.AddRange(functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => $"'{g.Key}' is the name of {string.Join(" and ", g.Select(f => $"{f.Method.DeclaringType?.Name}.{f.Method.Name}"))}; give each function a name of its own"));
        return problems.Count == 0
            ? [.. functions.OrderBy(f => f.Name, StringComparer.Ordinal)]
            : throw new AffectException(ErrorCodes.InvalidFunction, $"The functions cannot be run: {string.Join("; ", problems)}.");
    }

    /// <summary>What a function's class asks for and nobody provides.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidFunction"/>.</exception>
    public static void CheckServices(IEnumerable<FunctionDescriptor> functions, IServiceProviderIsService known)
    {
        var missing = functions.Where(f => !f.Method.IsStatic).Select(f => f.Method.DeclaringType!).Distinct()
            .SelectMany(t => t.GetConstructors().Take(1).SelectMany(c => c.GetParameters())
                .Where(p => !p.HasDefaultValue && !known.IsService(p.ParameterType)).Select(p => $"{t.Name} needs {p.ParameterType.Name}"))
            .ToList();
        if (missing.Count > 0)
        {
            throw new AffectException(ErrorCodes.InvalidFunction, $"The functions cannot be run: {string.Join("; ", missing)}, which no service provides.");
        }
    }

    private FunctionDescriptor? Describe(string name, MethodInfo method, List<string> problems)
    {
        var triggers = method.GetParameters().Select(p => (Parameter: p, Trigger: p.GetCustomAttribute<TriggerBindingAttribute>())).Where(p => p.Trigger is not null).ToList();
        if (triggers.Count != 1)
        {
            problems.Add($"{Where(name, method)} must have one parameter with a trigger attribute and has {triggers.Count}");
            return null;
        }

        var function = new FunctionDescriptor(name, method, triggers[0].Parameter, triggers[0].Trigger!);
        var before = problems.Count;
        problems.AddRange(Problems(function).Select(p => $"{Where(name, method)} {p}"));
        return problems.Count == before ? function : null;
    }

    private IEnumerable<string> Problems(FunctionDescriptor function)
    {
        var method = function.Method;
        if (!Names().IsMatch(function.Name))
        {
            yield return "must have a name of letters, digits, '_' and '-' that begins with a letter";
        }

        if (method.DeclaringType is { ContainsGenericParameters: true } || method.ContainsGenericParameters)
        {
            yield return "must not be generic";
        }
        else if (method is { IsStatic: false, DeclaringType: { IsAbstract: true } or { IsInterface: true } })
        {
            yield return "must be in a class that can be created";
        }
        else if (!method.IsStatic && method.DeclaringType!.GetConstructors().Length != 1)
        {
            yield return "must be in a class with one public constructor";
        }

        if (method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)))
        {
            yield return "must return a Task: nobody can wait for 'async void'";
        }

        if (method.GetCustomAttributes().Concat(method.ReturnParameter.GetCustomAttributes()).Any(a => a is BindingAttribute))
        {
            yield return "has an output binding, which this host does not know";
        }

        if (kinds.FirstOrDefault(k => k.Attribute == function.Trigger.GetType()) is not { } kind)
        {
            yield return $"has a trigger that this host does not know ({function.Trigger.GetType().Name})";
            yield break;
        }

        if (kind.Refuse(function) is { } refusal)
        {
            yield return refusal;
            yield break;
        }

        var values = kind.ValueNames(function);
        foreach (var parameter in method.GetParameters().Where(p => p != function.TriggerParameter && !IsKnown(p, values)))
        {
            yield return $"has a parameter '{parameter.Name}' of type {parameter.ParameterType.Name} that nothing can be bound to"
                + (values.Count > 0 ? $" (the trigger offers {string.Join(", ", values)})" : "");
        }
    }

    private static bool IsKnown(ParameterInfo parameter, IReadOnlyCollection<string> values) =>
        parameter.ParameterType == typeof(CancellationToken) || parameter.ParameterType == typeof(FunctionContext)
        || (values.Contains(parameter.Name!, StringComparer.OrdinalIgnoreCase) && FunctionCompiler.IsReadable(parameter.ParameterType));

    private static string Where(string name, MethodInfo method) => $"'{name}' ({method.DeclaringType?.Name}.{method.Name})";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex Names();
}
