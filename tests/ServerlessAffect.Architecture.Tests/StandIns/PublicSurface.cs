using System.Reflection;

namespace ServerlessAffect.Architecture.Tests.StandIns;

/// <summary>What an assembly lets others see, one line a type or member, in an order that does not depend on declaration.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Of(params Assembly[] assemblies) =>
        [.. assemblies.SelectMany(a => a.GetExportedTypes()).SelectMany(Lines).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(Type type)
    {
        var name = Name(type);
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{name}: delegate {Name(invoke.ReturnType)} ({Parameters(invoke)})"];
        }

        if (type.IsEnum)
        {
            return type.GetEnumNames().Select(n => $"{name}: enum {n} = {Convert.ToInt64(Enum.Parse(type, n), null)}");
        }

        return [$"{name}: {Kind(type)}", .. type.GetMembers(Declared).Select(Describe).OfType<string>().Select(m => $"{name}: {m}")];
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo c when IsVisible(c) => $".ctor({Parameters(c)})",
        PropertyInfo p when p.GetAccessors(nonPublic: true).Any(IsVisible) => $"{Modifiers(p.GetAccessors(nonPublic: true)[0])}{Name(p.PropertyType)} {p.Name} {{ {Accessors(p)}}}",
        MethodInfo { IsSpecialName: false } m when IsVisible(m) => $"{Modifiers(m)}{Name(m.ReturnType)} {m.Name}{GenericArguments(m)}({Parameters(m)})",
        FieldInfo { IsPublic: true } f => $"{Name(f.FieldType)} {f.Name}",
        _ => null,
    };

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { } get && IsVisible(get) ? "get; " : "") + (property.SetMethod is { } set && IsVisible(set) ? "set; " : "");

    private static string Modifiers(MethodBase method) => (method, method.DeclaringType!.IsInterface) switch
    {
        (_, true) => "",
        ({ IsStatic: true }, _) => "static ",
        ({ IsAbstract: true }, _) => "abstract ",
        ({ IsVirtual: true, IsFinal: false }, _) => "virtual ",
        _ => "",
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{(p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")}{Name(p.ParameterType)} {p.Name}"));

    private static string GenericArguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Name(Type type) => type switch
    {
        { IsGenericParameter: true } => type.Name,
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { IsGenericType: true } => $"{type.Namespace}.{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => type.FullName ?? type.Name,
    };
}
