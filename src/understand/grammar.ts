import type { Intent } from '../answer/answer.ts'
import type { Kind } from '../directory/entity.ts'
import { LANGS, type Lang } from '../lang.ts'

/**
 * The ways of asking, as patterns over folded text (no accents, no punctuation, single spaces).
 * What a pattern matches is taken off; the rest is the subject. Order matters: the first intent
 * whose pattern matches wins.
 */
export interface Cue {
  intent: Intent | 'compare' | 'alternative'
  /** The cue alone does not settle it: the rest must name an entity ('who oversees X' may ask for a duty). */
  needsName?: true
  pattern: RegExp
}

const UNIT = `(?:unite|unites|unit|units|unidad|unidades|service|services|servicio|servicios|division|divisions|divisiones|departement|departements|department|departments|departamento|departamentos|equipe|equipes|team|teams|equipo|equipos|bureau|bureaux|office|offices|oficina|oficinas|section|entite|entity|entidad|fonction|fonctions|function|functions|funcion|funciones|comite|comites|committee|committees|centre|centres|center|centers|centro|centros|structure|structures|estructura|groupe|group|grupo|ensemble|conjunto|instance)`
const PLURAL = `(?:unites|units|unidades|services|servicios|divisions|divisiones|departements|departments|departamentos|equipes|teams|equipos|bureaux|offices|oficinas|sections|entites|entities|entidades|fonctions|functions|funciones|comites|committees|centres|centers|centros|structures|estructuras)`
const any = (...patterns: string[]): RegExp => new RegExp(`(?:^|(?<= ))(?:${patterns.join('|')})(?= |$)`, 'u')

export const CUES: readonly Cue[] = [
  {
    intent: 'compare',
    pattern: any(
      '(?<=n\\d )(?:vs|versus|ou|or|o)(?= (?:(?:la|le|les|l|the|el|los|las) )?n\\d)',
      '(?:je )?confond(?:s|re|ons)?(?: toujours)?',
      '(?:i )?(?:always )?(?:mix up|confuse)',
      '(?:siempre )?confund(?:o|imos|ir)',
      'quelle? (?:est )?la difference entre',
      'difference entre',
      'la difference entre',
      'qu est ce qui (?:distingue|differencie)',
      'comparer?',
      'comparaison (?:entre|de)',
      'what(?: is| s)? the difference between',
      'difference between',
      'compare',
      'how do(?:es)? .{3,60} differ from',
      'cual es la diferencia entre',
      'que diferencia hay entre',
      'diferencias? entre',
      'comparar?',
      'en que se diferencian?',
    ),
  },
  {
    intent: 'alternative',
    pattern:
      /^(?:(?:non|no|nope) )?(?:pas (?:celle|celui) la|l autre|the other(?: one)?|not (?:this|that) one|el otro|la otra|ese no|esa no|otra opcion|une autre|another one)$/u,
  },
  {
    intent: 'escalate',
    pattern: any(
      '(?:je |on )?monte(?:r|s)? (?:a|vers|voir|chez) qui(?: et (?:apres|ensuite)| ensuite| apres)?',
      '(?:a|vers|chez) qui (?:je |on )?monte(?:r|s)?(?: ensuite| apres)?',
      'plus haut que',
      'go over (?:his|her|their) heads?',
      '(?:a qui|vers qui|ou|comment) (?:dois je |puis je |faut il |on |je |j )?(?:escalader?|remonter?|remonte|faire remonter|escalade)',
      '(?:je (?:veux|dois|voudrais) )?(?:faire |fais |faites )?remonter',
      'escalad(?:er?|ez|es)',
      'escale',
      'chaine d escalade',
      '(?:full|whole|entire|complete) (?:ladder|line|chain|path)(?: (?:above|over|of|up from|from|for))?',
      'toute la (?:chaine|ligne|hierarchie)(?: a suivre)?(?: au dessus)?(?: (?:de|du|des|d))?',
      'toda la (?:cadena|linea|jerarquia)(?: (?:de|del|desde|por encima de))?',
      'voie d escalade',
      '(?:la )?(?:chaine|voie|ligne) hierarchique(?: complete)?(?: (?:depuis|de|du|pour|jusqu a))?',
      'jusqu (?:au (?:directeur general|dg|sommet)|en haut|tout en haut|a la direction generale)',
      'up to the top',
      'hasta (?:arriba|la cima|lo mas alto)',
      '(?:to whom|who|where|how) (?:do|should|can|must|would) (?:i|we|you) escalate(?: to)?',
      'escalat(?:e|es|ed|ing|ion)(?: (?:path|chain|route|line|ladder))?(?: for| of| from| to)?',
      '(?:reporting|command) (?:line|chain)(?: of| from| for)?',
      'chain of command(?: of| from| for)?',
      '(?<!.)(?:escalation )?(?:chain|path)(?: for| of| from)',
      '(?<!.)cadena (?:de|del|para)(?= n\\d)',
      '(?<!.)chaine (?:pour|de|du)(?= n\\d)',
      '(?:all the way )?up to the (?:dg|director general)',
      '(?:a quien|a donde|donde|como) (?:debo |puedo |hay que |se )?(?:escalo|escalar|elevo|elevar|escala)',
      'escal(?:o|ar|arlo|arla|alo|alalo|alala|ado|amiento)',
      'elevar(?:lo)?',
      'eleva(?:lo)?',
      '(?:cadena|linea|via) (?:jerarquica|de mando|de escalamiento|de escalada)(?: de| desde| para)?',
      'hasta (?:el|la) (?:director|directora) general',
    ),
  },
  {
    intent: 'count',
    pattern: any(
      `(?:combien (?:y a t il |avons nous |compte t on |existe t il |a t on )?(?:de|d)|nombre (?:total )?(?:de|d)|how many|number of|cuant[oa]s|numero de)(?= (?:sous |sub )?(?:${UNIT}|n\\d)(?: |$))`,
    ),
  },
  {
    intent: 'members',
    pattern: any(
      'qui (?:siege|sont les membres|est membre|fait partie|compose|participe|sont membres)(?: (?:au sein )?(?:a|au|aux|de|du|des|dans|d))?',
      '(?:les |liste des )?membres?(?: (?:de|du|des|d))?',
      'composition (?:de|du|des|d)',
      'who (?:sits|is|are)(?: a)?(?: members?)? (?:on|in|of)(?= the .{0,40}committee)',
      'who (?:sits|serves) (?:on|in)',
      '(?:the )?members(?:hip)?(?: (?:of|on|in))?',
      'who (?:is|are) (?:on|in|part of)',
      'quien(?:es)? (?:integran?|forman? parte|componen?|participan?|son (?:los )?miembros|es miembro)(?: (?:de|del|en|el|la))?',
      '(?:los )?miembros?(?: (?:de|del))?',
      'composicion (?:de|del)',
      'integrantes (?:de|del)',
      'tienen? asiento en',
      '(?:are |is )?represented (?:on|in|at)',
      'ha(?:s|ve) a seat (?:on|in|at)',
      'ont un siege (?:a|au|aux)',
    ),
  },
  {
    // 'Which divisions report to ...' asks for what is below, though 'reports to' alone asks for what is above.
    intent: 'children',
    pattern: any(
      `(?:which|what|quel(?:le)?s|que|cuales|les|the|las|los|toutes les|tous les|all the) ${PLURAL} (?:sont |are |do |directly |directement |directamente |sit |fall |come |report |belong |estan |placees? |places? )*(?:under|to|below|beneath|sous|rattache\\w* (?:directement )?(?:a|au|aux)|dependent (?:directement )?(?:de|du|des|d)|relevent (?:directement )?(?:de|du|des|d)|dependen (?:directamente )?(?:de|del)|reportan (?:a|al)|bajo)`,
      '(?:y a|il y a|qu y a t il|on a|t as|c est) quoi (?:sous|dans|en dessous|dedans)(?: (?:de|du|des|d))?',
    ),
  },
  {
    // Whoever is reported to answers: a group does not.
    intent: 'supervisor',
    pattern: any(
      '(?:a qui |devant qui )rend(?:ent)? comptes?(?: (?:a|de))?',
      'rend(?:ent)? comptes? a qui',
      'rinden? cuentas a quien',
      'a quien rinden? cuentas',
      '(?:who|what) (?:does|do|is|are)(?= .{2,90} (?:report(?:s|ing)? to|answer to)(?: |$))',
    ),
  },
  {
    // 'The report to the donor' asks for nobody above.
    intent: 'supervisor',
    needsName: true,
    pattern: any('(?:reports?|reporting|answers?) to'),
  },
  {
    intent: 'parent',
    pattern: any(
      '(?:et |qui est |qu est ce qui est |c est quoi |quoi |qu y a t il |il y a quoi )?(?:juste )?(?:au|en) dessus(?: (?:de|du|des|d))?',
      `(?:de qui|de quoi|a qui|a quoi|de quel(?:le)?s? ${UNIT}|a quel(?:le)?s? ${UNIT}|sous quel(?:le)?s? ${UNIT}|dans quel(?:le)?s? ${UNIT}|sous qui) (?:est ce que )?(?:depend|releve|dependent|relevent|est rattache\\w*|sont rattache\\w*|appartient|appartiennent|se trouve|est place\\w*|est)`,
      'rattache(?:e|s|es|ment)?(?: (?:a|au|aux))?',
      '(?:entite|unite|structure) (?:mere|parente|superieure)(?: (?:de|du|des|d))?',
      '(?:depend|releve) de (?:qui|quoi|quel \\w+|quelle \\w+)',
      `(?:et |and |y )?(?:son|sa|its|their|su|leur) ${UNIT}(?= ?$)`,
      'fait partie de (?:quoi|quel \\w+|quelle \\w+)',
      `une? ${UNIT} de quel(?:le)? ${UNIT}`,
      'appartient a (?:qui|quoi|quel(?:le)? \\w+)',
      'qui chapeaute',
      `(?:to |under |in )?(?:which|what) ${UNIT} (?:does|do|is|are)(?= .{2,90} (?:reports?|reporting|belongs?|part|under|in|answers?|sits?|attached)(?: |$))`,
      `(?:c est |est |se trouve |elle est )?(?:dans|sous) quel(?:le)?s? ${UNIT}`,
      '(?:who|what|which \\w+) (?:does|do|is|are)(?= .{2,90} (?:belong(?:s)? to|part of|under|sit under|sits under)(?: |$))',
      '(?:belongs?|attached) to',
      'part of(?: which| what)?',
      'sits? under',
      '(?:and )?(?:what|who|which \\w+) (?:is|s) (?:right |directly |just )?(?:above|over)',
      '(?:and )?above(?: it| that| this)?',
      'parent (?:unit|entity|of)(?: of)?',
      'one level (?:up|higher)',
      '(?:next level|level above)(?: up)?(?: (?:for|from))?',
      'un cran (?:plus haut|au dessus)',
      '(?:un nivel|un escalon) mas (?:arriba|alto)',
      `(?:de quien|de que|de cual|a que|a quien|en que|de que ${UNIT}|a que ${UNIT}|en que ${UNIT}|bajo que ${UNIT}) (?:depende|dependen|reporta|reportan|pertenece|pertenecen|rinde cuentas|se encuentra|esta adscrit\\w*|esta)`,
      '(?:y )?(?:quien|que) (?:esta|hay|tiene) (?:justo )?(?:por )?(?:encima|arriba)(?: (?:de|del))?',
      '(?:y )?(?:por )?encima(?: (?:de|del))?',
      '(?:y )?(?:mas )?arriba(?: de| del)?',
      '(?:unidad|entidad) (?:superior|madre|matriz)(?: (?:de|del))?',
    ),
  },
  {
    intent: 'supervisor',
    needsName: true,
    pattern: any(
      '(?:under )?whose authority(?: (?:is|are|does|do))?',
      '(?:c est qui |qui est |who is |who s |quien es )?(?:son|leur|sa|its|their|his|her|su) (?:n 1|chef|cheffe|patron|patronne|superieur\\w*|boss|supervisor|head|manager|jefe|jefa|superior)',
      '(?:et )?(?:par )?qui (?:le |la |les |l )?(?:supervise|controle|dirige|encadre|chapeaute|coiffe)(?: nt)?',
      'supervise(?:e|es|s)? par qui',
      'sous l autorite de qui',
      'qui est le (?:chef|superieur|patron|responsable|directeur) (?:de|du|des|d)',
      'superieur hierarchique(?: (?:de|du|des|d))?',
      'le (?:chef|patron) (?:de|du|des|d)',
      '(?:and )?who (?:supervis\\w+|oversee\\w*|directs|heads)',
      'supervis(?:or|ed by)(?: of)?',
      'who (?:is|s) the (?:boss|head|supervisor|chief) of',
      'under whose authority',
      '(?:y )?quien (?:lo |la |los |las )?(?:supervisa|dirige|controla|encabeza|manda)',
      'supervisor(?:a)? (?:de|del)',
      'quien es el (?:jefe|superior|responsable) (?:de|del)',
      'bajo la autoridad de quien',
    ),
  },
  {
    intent: 'children',
    pattern: any(
      `(?:quel(?:le)?s (?:sont les )?|que |which |what |las |los |les |toutes les |tous les )?(?:sous )?${UNIT}(?= (?:.{0,40} )?(?:dans|au sein|composent?|dependent|depend|relevent|rattache\\w*|comprend|compte|contient|sous|dedans|en dessous|in|inside|within|under|below|make up|report\\w*|belong|beneath|hay|tiene|dependen|dentro|debajo|componen|forman|integran)(?: |$))`,
      '(?:que |qu est ce qu il y a |qu y a t il |et |quoi )?(?:en dessous|au dessous|dedans|a l interieur|au sein)(?: (?:de|du|des|d))?',
      'sous (?:unites?|entites?|structures?)(?: (?:de|du|des|d))?',
      'de quoi (?:se )?compose',
      'se compose de quoi',
      'composee?s? de quoi',
      'que (?:comprend|contient|compte)',
      'qui (?:depend|releve|dependent|relevent) (?:de|du|des|d)',
      '(?<!.)(?:list|liste|lista|show|listar|listez|enumere[rz]?|enumera[r]?)(?: me| moi)?(?: all| toutes| tous| todas| todos)?(?: the| les| las| los| des| de| du| d| of| del)?(?= )',
      '(?:what|which|who) (?:is|are|s)? ?(?:inside|under|below|beneath|within)',
      'sub ?(?:units?|divisions?|teams?|entities)(?: of| in| under)?',
      '(?:what|who) reports to',
      'made up of',
      '(?:que|quien) (?:hay|esta|depende|dependen) (?:dentro |debajo |en |por debajo )?(?:de|del)',
      '(?:por )?debajo(?: (?:de|del))?',
      'dentro(?: (?:de|del))?',
      '(?:inside|within|beneath)(?: (?:it|them|that))?',
      'sub ?(?:unidades|divisiones|equipos)(?: (?:de|del))?',
      'de que se compone',
      'que (?:comprende|contiene)',
      `(?:(?:quel(?:le)?s sont |what are |which are |cuales son )?(?:les |the |las |los )?(?:\\w{3,8} )?)${PLURAL} (?:of|de|du|des|del|d|in|within|under|dans|en|sous|at|inside)(?= (?:(?:the|la|le|l|los|las|el) )?n\\d)`,
      `^${UNIT} (?:of|de|du|des|del|d)(?= )`,
      `^(?:les |list of |lista de |liste des |liste de )${UNIT}(?: (?:of|de|du|des|del|d|sous|under))?(?= )`,
    ),
  },
  {
    intent: 'located',
    pattern: any(
      '(?:ou|dans quelle ville|dans quel pays) (?:est ce que )?(?:se trouvent?|se situent?|est|sont|est situe\\w*|est base\\w*|est installe\\w*)',
      'c est ou',
      'situe\\w*',
      'base(?:e|s|es)?(?: a| au| en)',
      'localisation(?: (?:de|du))?',
      '(?:qu |que |qui |qu est ce qu )(?:avons nous|a t on|on a|y a t il|est ce qu on a|est)(?= (?:a|au|aux|en) )',
      `quel(?:le)?s ${UNIT} (?:avons nous|sont|y a t il|se trouvent|trouve t on|existent|sont basees?)?(?= (?:.{0,20})?(?:a|au|aux|en|sur) )`,
      'where(?: is| are| s)',
      'in (?:which|what) (?:city|country|place)',
      'located(?: in)?',
      '(?:what|which|who)(?: \\w+)? (?:do|have) we (?:have|got)(?= in )',
      `(?:what|which) ${UNIT}(?: are| is| do we have| sit| work)?(?= (?:\\w+ )?in )`,
      'what (?:is|s) (?:there )?(?=in )',
      'based(?: in)?',
      'donde (?:esta|estan|queda|quedan|se encuentra|se encuentran|se ubica)',
      'en que (?:ciudad|pais)',
      'ubicad[oa]s?(?: en)?',
      'que (?:tenemos|hay|unidades hay|oficinas hay|equipos hay|unidades tenemos|oficinas tenemos)(?= en )',
      `(?:que|cuales) ${UNIT}(?: estan| hay| tenemos| se encuentran)?(?= en )`,
    ),
  },
]

/** 'Which office covers ...': the place is an area to be served, not where something stands. */
export const COVERS = any(
  'couvre(?:nt)?',
  'couvert(?:e)? par',
  's occupe(?:nt)? (?:de|du|des)(?= )',
  'competent(?:e)? pour',
  'coordonne(?:nt)?',
  'charge(?:e|s)? (?:de|du|des)',
  'responsable (?:de|du|des|pour)',
  'suit',
  'quel bureau',
  'a quel bureau',
  'bureau regional (?:pour|de|du|en)',
  'cover(?:s|ing|ed)?',
  'responsible for',
  'in charge of',
  'coordinat(?:es|ing|ion)',
  'which office',
  'what office',
  'regional office (?:for|in)',
  'office for',
  'cubre(?:n)?',
  'se encarga(?:n)? de',
  'a cargo de',
  'coordina(?:n)?',
  'que oficina',
  'cual oficina',
  'oficina regional (?:para|de|en)',
)

/** 'All below', not only the direct ones. */
export const DEEP = any(
  `tou(?:te)?s les (?:entites|unites|structures|services) (?:sous|en dessous|qui dependent|qui relevent)`,
  `all (?:the )?(?:entities|units|structures) (?:under|below|in)`,
  `todas las (?:entidades|unidades|estructuras) (?:de|del|bajo|debajo|por debajo)`,
  'tou(?:te)?s les niveaux',
  'toute l arborescence',
  'recursif\\w*',
  'y compris (?:les )?sous \\w+',
  'tout en dessous',
  'tout ce qui (?:depend|releve|est sous)',
  'all (?:levels|the way down|below)',
  'everything (?:under|below|in)',
  'recursive\\w*',
  'including sub \\w+',
  'whole tree',
  'entire tree',
  'todos los niveles',
  'todo lo que (?:depende|hay)',
  'todo el arbol',
  'incluidas las sub\\w+',
)

/** 'The cyber one': one of what was just offered. */
export const PICK =
  /^(?:(?:and )?the (?<en>.{2,40}) one|(?:celle|celui) (?:de |du |des |d )?(?<fr>.{2,40})|(?:la|el) (?:de|del) (?<es>.{2,40})|(?:et )?(?:laquelle|lequel|which one|which of them|cual(?: de ellas| de ellos)?) (?:d entre (?:elles|eux) )?(?<which>.{3,60}))$/u

/** 'And in Panama?': the same, elsewhere. */
export const GOES_ON = /^(?:et|and|y|e|ok|alors|so|entonces)(?: |$)/u

/** A question that is only this, once courtesies are taken off, is a greeting. */
export const GREETINGS = new Set(
  `bonjour bonsoir salut coucou hello hi hey hola buenas buenos dias tardes noches buen dia good morning afternoon evening merci
   thanks thank you thx gracias mille mil beaucoup bcp much so very a vous usted muchas muchisimas parfait super genial
   perfecto perfect great ok okay d accord cool top de nada bien bye adios au revoir hasta luego ciao tout le monde toi tu bot
   oim iom there again encore you all todos lot un una amigo cher chere ca va how are`.split(/\s+/),
)
/** At least one of these makes it one. */
export const GREETING_CORE =
  /(?:^| )(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|hola|buenas|buenos|good (?:morning|afternoon|evening)|merci|thanks|thank|thx|gracias|bye|adios|au revoir|ciao|ok|okay|parfait|perfecto|perfect|great|super|genial|d accord|cool|top)(?= |$)/u

export const HELP =
  /^(?:(?:bonjour|hello|hola|hi|salut) )?(?:aide|aidez moi|aide moi|a l aide|besoin d aide|help|help me|i need help|ayuda|ayudame|necesito ayuda|menu|commandes|commands|comandos|\?|mode d emploi|instructions|instrucciones|comment (?:ca marche|ca fonctionne|t utiliser|utiliser (?:le bot|oim bot|ce bot|cet outil))|how (?:does (?:this|it) work|do (?:you|i use (?:this|you)) ?\w*|to use (?:this|you))|como (?:funciona|funcionas|se usa|te uso)(?: esto)?|(?:que|qu est ce que) (?:sais tu|tu sais|peux tu|tu peux|savez vous|pouvez vous|vous pouvez)(?: faire)?|what can (?:you|i) (?:do|ask|ask you)|who are you|what are you|qui es tu|tu es qui|quien eres|que (?:puedes|sabes) hacer|que puedo preguntar(?:te)?)$/u

/** Words for several of whatever kind. */
export const PLURALS: ReadonlySet<string> = new Set(PLURAL.slice(3, -1).split('|'))

/** The words of each kind; 'unit' words mean any entity when finding or locating. */
export const KIND_WORDS: Readonly<Record<string, readonly Kind[]>> = {
  departement: ['department'],
  departements: ['department'],
  department: ['department'],
  departments: ['department'],
  departamento: ['department'],
  departamentos: ['department'],
  division: ['division'],
  divisions: ['division'],
  divisiones: ['division'],
  unite: ['unit'],
  unites: ['unit'],
  unit: ['unit'],
  units: ['unit'],
  unidad: ['unit'],
  unidades: ['unit'],
  equipe: ['team'],
  equipes: ['team'],
  team: ['team'],
  teams: ['team'],
  equipo: ['team'],
  equipos: ['team'],
  fonction: ['function'],
  fonctions: ['function'],
  function: ['function'],
  functions: ['function'],
  funcion: ['function'],
  funciones: ['function'],
  comite: ['committee'],
  comites: ['committee'],
  committee: ['committee'],
  committees: ['committee'],
  centre: ['centre', 'administrative-centre'],
  centres: ['centre', 'administrative-centre'],
  center: ['centre', 'administrative-centre'],
  centers: ['centre', 'administrative-centre'],
  centro: ['centre', 'administrative-centre'],
  centros: ['centre', 'administrative-centre'],
  bureau: ['office', 'regional-office', 'special-liaison-office', 'coordinating-country-office'],
  bureaux: ['office', 'regional-office', 'special-liaison-office', 'coordinating-country-office'],
  office: ['office', 'regional-office', 'special-liaison-office', 'coordinating-country-office'],
  offices: ['office', 'regional-office', 'special-liaison-office', 'coordinating-country-office'],
  oficina: ['office', 'regional-office', 'special-liaison-office', 'coordinating-country-office'],
  oficinas: ['office', 'regional-office', 'special-liaison-office', 'coordinating-country-office'],
  institut: ['institute'],
  institute: ['institute'],
  instituto: ['institute'],
  secretariat: ['secretariat'],
  secretaria: ['secretariat'],
  programme: ['programme'],
  programa: ['programme'],
}

/** 'the one that handles ...' within a question about its parent, chain or supervisor. */
export const NESTED = any(
  `(?:l |la |le |the |el )?${UNIT} (?:qui|que|that|which|who)(?: (?:s )?(?:gere|occupe|traite|handles?|deals? with|manages?|se ocupa|gestiona|lleva|maneja|se encarga))?(?: de| du| des| d)?`,
)

/** 'That unit' is the one that was just shown. */
export const DEMONSTRATIVES: ReadonlySet<string> = new Set(
  'ce cet cette ces ledit ladite this that these those said ese esa esos esas este esta estos estas dicho dicha aquel aquella'.split(
    ' ',
  ),
)

/** 'Units, not the departments nor the offices'. */
export const OTHER_KINDS = new RegExp(
  `(?:^|(?<= ))(?:pas|ni|sauf|hors|excepte|not|no|nor|except|without|sin|excepto|salvo)(?: (?:les|des|the|los|las))? ${PLURAL}(?: (?:ni|or|nor|o)(?: (?:les|the|los|las))? ${PLURAL})*(?= |$)`,
  'gu',
)

/** Whatever there is, of all kinds. */
export const EVERYTHING = any(
  'tout ce(?: que?)?',
  'tout(?= (?:sous|en dessous|l arbre))',
  'everything',
  'todo lo',
  'arbre',
  'arborescence',
  'tree',
  'arbol',
  'whatever',
)

/** Words that point back to what was just shown. */
export const PRONOUNS = new Set(
  `il elle ils elles le la les lui leur ce cela ca cet cette celui celle celle-ci ci it its that this they them those these one he she
   lo los las ello esto eso ese esa este esta el ella ellos ellas su sus y et and e donc then alors entonces so aussi also tambien
   pareil same idem mismo now maintenant ahora s il vous te plait please por favor svp stp urgent urgente vite asap among parmi partir chef cheffe patron boss jefe jefa superieur hacelo fais faites do the a of de du des ok okay d accord bien bon alright right yes oui si
   compte comptent existe existent avons a have has there exist exists hay tiene tienen cuenta total tout toute organisation organization organizacion maison house casa oim iom est sont are is son`.split(
    /\s+/,
  ),
)

const LANGUAGE_NAMES: Readonly<Record<string, Lang>> = {
  francais: 'fr',
  french: 'fr',
  frances: 'fr',
  fr: 'fr',
  anglais: 'en',
  english: 'en',
  ingles: 'en',
  espagnol: 'es',
  spanish: 'es',
  espanol: 'es',
  castellano: 'es',
}
const NAMES = Object.keys(LANGUAGE_NAMES)
  .filter(name => !(LANGS as readonly string[]).includes(name))
  .join('|')
const LANGUAGE_TAIL = new RegExp(
  `(?:^| )(?:en|in) (${NAMES})(?: (?:svp|stp|please|pls|por favor|s il (?:vous|te) plait|merci|gracias|thanks))?$`,
  'u',
)
const LANGUAGE_HEAD = new RegExp(
  `^(?:(?:reponds?|repondez|answer|reply|responde|contesta|la meme chose|(?:the )?same(?: thing)?|lo mismo|pareil|idem)(?: moi| me)? )?(?:en|in) (${NAMES})(?: (?:svp|stp|please|por favor))?(?: |$)`,
  'u',
)
/** '... documents in English' speaks of documents, not of the answer. */
const LANGUAGE_OF_A_THING =
  /(?:documents?|documentos?|traduction|traducir|translat\w+|traducci\w+|version|versions|cours|course|courses|clase|clases|formation|training|texte?s?|textos?|rapports?|reports?|informes?|redig\w+|written|ecrire?|escrib\w+|publi\w+|parler|speak|hablar)$/u

/** The language that the question asks for, and the question without that. */
export function takeLanguage(folded: string): { rest: string; lang: Lang | undefined } {
  for (const pattern of [LANGUAGE_HEAD, LANGUAGE_TAIL]) {
    const match = pattern.exec(folded)
    if (!match) continue
    const before = folded.slice(0, match.index)
    if (LANGUAGE_OF_A_THING.test(before)) continue
    const rest = `${before} ${folded.slice(match.index + match[0].length)}`.replace(/ +/g, ' ').trim()
    return { rest, lang: LANGUAGE_NAMES[match[1] ?? ''] }
  }
  return { rest: folded, lang: undefined }
}
